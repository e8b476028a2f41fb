// The order in which the modules of a TorchScript program run, where one runs after the other. The code is followed as data: names stand for
// what they were given, and every function that is met has to be one of those that are known.
import { isTorchRecurrent } from '../state-dict/recurrent-layers.js';
import { NotSimple, type Expression } from './expression.js';
import { functionLinks, moduleLinks, type Link, type Plain } from './links.js';
import type { Method, ScriptClass } from './script-class.js';
import { Weight, weightLinks, Zeros } from './weight-links.js';

/** An object of the program. */
export interface ScriptModule {
  /** The class with its whole path, such as `__torch__.Tagger`. */
  readonly className: string;
  /** A number, text or list as it is; a tensor is only named; a module of the program as such. */
  attribute(name: string): 'tensor' | ScriptModule | Plain;
}

/** The program: the module that is called, and the classes of its code. */
export interface ScriptProgram {
  /** The module that is called. */
  readonly main: ScriptModule;
  /** A class by its whole path; undefined where the code has none. */
  classNamed(path: string): ScriptClass | undefined;
}

/** A module, and its path among the others: `head.0`. */
class Placed {
  constructor(
    readonly module: ScriptModule,
    readonly path: string,
  ) {}
}

/** The array on its way through the modules, after so many links. */
class Passing {
  constructor(readonly after: number) {}
}

/** A function that has a name of its own. */
class Named {
  constructor(readonly path: string) {}
}

/** What is worked out and may not be used: sizes, types, states that a module ended with. */
class Aside {
  readonly isUsed = false;
}

type Thing = Placed | Passing | Named | Aside | Weight | Zeros | Plain | readonly Thing[];

/** Statements that are followed at most, and how deep modules stand in each other. */
const [mostStatements, greatestDepth] = [100_000, 32];

/**
 * @returns the links in their order.
 * @throws NotSimple where they are no chain, or something is not known here.
 */
export function orderOf(program: ScriptProgram): Link[] {
  const walk = new Walk(program);
  const main = new Placed(program.main, '');
  const result = walk.forward(main, 'forward', [new Passing(0)]);
  if (!(result instanceof Passing)) throw new NotSimple('several results');
  walk.requireLast(result);
  return walk.links;
}

class Walk {
  readonly links: Link[] = [];
  #statements = 0;
  #depth = 0;

  constructor(readonly program: ScriptProgram) {}

  /** @throws NotSimple for an array that others have gone on from: the way forks. */
  requireLast(array: Thing): void {
    if (!(array instanceof Passing) || array.after !== this.links.length)
      throw new NotSimple('the way forks');
  }

  forward(placed: Placed, name: string, args: readonly Thing[]): Thing {
    const { module } = placed;
    const own = this.program.classNamed(module.className);
    if (!own || own.hasHooks) throw new NotSimple('a class without code, or with hooks');
    const [, kind] =
      /^__torch__\.torch\.nn\.modules\.(\w+\.)(?:___torch_mangle_\d+\.)?\w+$/.exec(
        module.className,
      ) ?? [];
    const known = kind && moduleLinks[kind + module.className.split('.').at(-1)!];
    if (known && own.constants.size > 0) return this.#known({ placed, own, known }, args);
    const method = own.methods.get(name);
    if (!method?.body) throw new NotSimple(`${module.className}.${name} is no plain list`);
    if (++this.#depth > greatestDepth) throw new NotSimple('modules in modules');
    const result = this.#follow(placed, method, args);
    this.#depth--;
    return result;
  }

  /** A module of PyTorch's own whose constants say what it does. */
  #known(
    {
      placed,
      own,
      known,
    }: { placed: Placed; own: ScriptClass; known: (typeof moduleLinks)[string] },
    [array, ...rest]: readonly Thing[],
  ): Thing {
    this.requireLast(array);
    if (rest.some((one) => one !== null)) throw new NotSimple('states are given');
    const said = (name: string) => {
      const constant = own.constants.get(name);
      if (constant) return plainIn(this.#value(constant, new Map()));
      const found = placed.module.attribute(name);
      return found === 'tensor' || isModule(found) ? undefined : found;
    };
    const link = known(said, placed.path);
    const out = this.#add(link);
    return isTorchRecurrent((link as Link).className) ? [out, new Aside()] : out;
  }

  #add(link: Link | 'same' | undefined): Passing {
    if (link === undefined) throw new NotSimple('something is said that is not run here');
    if (link !== 'same') this.links.push(link);
    return new Passing(this.links.length);
  }

  #follow(placed: Placed, method: Method, args: readonly Thing[]): Thing {
    const [self, ...names] = method.parameters;
    if (names.length < args.length || args.length === 0) throw new NotSimple('other arguments');
    const scope = new Map<string, Thing>(names.map((name, k) => [name, args[k] ?? null]));
    scope.set(self!, placed);
    for (const { targets, value } of method.body!) {
      if (++this.#statements > mostStatements) throw new NotSimple('it is long');
      const found = this.#value(value, scope);
      if (!targets) return found;
      if (targets.length === 1) scope.set(targets[0]!, found);
      else this.#unpack(targets, found, scope);
    }
    throw new NotSimple('a method without a result');
  }

  #unpack(targets: readonly string[], found: Thing, scope: Map<string, Thing>): void {
    if (!Array.isArray(found) || found.length !== targets.length)
      throw new NotSimple('no tuple of as many');
    targets.forEach((name, k) => scope.set(name, (found as readonly Thing[])[k]));
  }

  #value(expression: Expression, scope: ReadonlyMap<string, Thing>): Thing {
    switch (expression.is) {
      case 'literal':
        return expression.value;
      case 'list':
        return expression.items.map((item) => this.#value(item, scope));
      case 'name':
        if (scope.has(expression.name)) return scope.get(expression.name);
        return new Named(expression.name);
      case 'attribute':
        return this.#attribute(this.#value(expression.of, scope), expression.name);
      case 'item':
        return itemOf(this.#value(expression.of, scope), this.#value(expression.at, scope));
      case 'call':
        return this.#call(expression, scope);
    }
  }

  #attribute(of: Thing, name: string): Thing {
    if (of instanceof Named) return new Named(`${of.path}.${name}`);
    if (!(of instanceof Placed)) throw new NotSimple('an attribute of no module');
    const found = of.module.attribute(name);
    if (found === 'tensor') return new Weight(of.path, name);
    const path = of.path === '' ? name : `${of.path}.${name}`;
    return isModule(found) ? new Placed(found, path) : found;
  }

  #call({ of, args }: Expression & { is: 'call' }, scope: ReadonlyMap<string, Thing>): Thing {
    const given = args.map((one) => this.#value(one, scope));
    if (of.is === 'attribute') {
      const object = this.#value(of.of, scope);
      if (object instanceof Placed) {
        if (/^forward(__\d+)?$/.test(of.name)) return this.forward(object, of.name, given);
        throw new NotSimple(`${of.name} of a module`);
      }
    }
    const called = this.#value(of, scope);
    if (!(called instanceof Named)) throw new NotSimple('a call of no function');
    return this.#function(called.path, given);
  }

  #function(path: string, args: readonly Thing[]): Thing {
    if (path === 'getattr') return this.#attribute(args[0], String(args[1]));
    if (path === 'torch.zeros') return new Zeros();
    if (/^(torch\.(size|device|dim)|ops\.prim\.\w+|int)$/.test(path)) return new Aside();
    const [, name = ''] = /^torch\.(\w+)$/.exec(path) ?? [];
    if (name === 'embedding') return this.#embedding(args);
    const [array, ...rest] = args;
    if (Object.hasOwn(weightLinks, name)) {
      this.requireLast(array);
      const out = this.#add(
        weightLinks[name]!(rest as Parameters<(typeof weightLinks)[string]>[0]),
      );
      const count = name === 'lstm' ? 3 : 2;
      if (!/^(lstm|gru|rnn_)/.test(name)) return out;
      return [out, ...Array.from({ length: count - 1 }, () => new Aside())];
    }
    if (!Object.hasOwn(functionLinks, name)) throw new NotSimple(`${path} is not followed`);
    this.requireLast(array);
    return this.#add(functionLinks[name]!(rest.map(plainIn)));
  }

  /** Its weight comes first. */
  #embedding([weight, array]: readonly Thing[]): Passing {
    this.requireLast(array);
    if (!(weight instanceof Weight) || weight.name !== 'weight') throw new NotSimple('no table');
    return this.#add({ entry: { module: weight.module }, className: 'torch.Embedding' });
  }
}

function isModule(found: ReturnType<ScriptModule['attribute']>): found is ScriptModule {
  return typeof found === 'object' && found !== null && 'className' in found;
}

function itemOf(list: Thing, at: Thing): Thing {
  if (!Array.isArray(list) || typeof at !== 'number' || !(at in list))
    throw new NotSimple('no list');
  return (list as readonly Thing[])[at];
}

function plainIn(value: Thing): Plain {
  if (Array.isArray(value)) return (value as readonly Thing[]).map(plainIn);
  if (typeof value === 'object' && value !== null) throw new NotSimple('no plain value');
  return value as Plain;
}
