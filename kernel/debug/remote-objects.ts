// Values of the main thread as the Debug Adapter Protocol shows them.
import type { InspectorClient, Params } from './inspector-client.js';
import type { RemoteObject } from './remote-object.js';
import { textOf, typeOf } from './value-text.js';

/** A variable as the protocol names its parts. */
export interface Variable {
  /** The variable's name, or the property's key. */
  readonly name: string;
  /** Its value in one short line. */
  readonly value: string;
  /** Left out of primitive values: JupyterLab shows a type that Python lacks in place of the value. */
  readonly type?: string;
  /** An expression that comes to the value; empty where there is none. */
  readonly evaluateName: string;
  /** The number by which its parts are asked for; 0 where it has none. */
  readonly variablesReference: number;
}

/** V8 keeps what a debugger was shown alive; by this name it is let go. */
export const objectGroup = 'gatelab';

/** Names in a cell's frames that a person did not write. */
const hidden = new Set([
  '$scope',
  '$import',
  '$meta',
  'require',
  '__dirname',
  '__filename',
  'arguments',
]);

/** Parts of an object that are no properties. */
const internal = new Set(['[[Entries]]', '[[PromiseState]]', '[[PromiseResult]]']);

/** Of longer arrays only the beginning is shown. */
const maxItems = 300;

/** Numbers that stand for objects, as long as the main thread stands still. */
export class RemoteObjects {
  private readonly known = new Map<
    number,
    { readonly objects: readonly RemoteObject[]; readonly path: string }
  >();
  private count = 0;

  constructor(private readonly inspector: InspectorClient) {}

  /**
   * A number for an object; 0 for what has no parts.
   * @param path the expression that means the object; empty for a scope
   */
  reference(object: RemoteObject, path = ''): number {
    if (object.objectId === undefined) return 0;
    this.known.set(++this.count, { objects: [object], path });
    return this.count;
  }

  /** A number for several scopes, inner ones first, seen as one. */
  referenceOfScopes(objects: readonly RemoteObject[]): number {
    this.known.set(++this.count, { objects, path: '' });
    return this.count;
  }

  /** Lets all objects go. */
  clear(): void {
    this.known.clear();
    this.inspector.send('Runtime.releaseObjectGroup', { objectGroup }).catch(() => undefined);
  }

  /** The parts of an object. */
  async variables(reference: number): Promise<Variable[]> {
    const { objects = [], path = '' } = this.known.get(reference) ?? {};
    const parts = await Promise.all(objects.map((object) => this.partsOf(object, path)));
    const byName = new Map<string, Variable>();
    for (const part of parts.flat()) if (!byName.has(part.name)) byName.set(part.name, part);
    return [...byName.values()];
  }

  private async partsOf(object: RemoteObject, path: string): Promise<Variable[]> {
    const length = lengthOf(object);
    const isCut = length > maxItems;
    const asked = {
      objectId: isCut ? await this.beginning(object) : object.objectId,
      ...{ ownProperties: true, generatePreview: true },
    };
    // An object that was let go meanwhile has no parts any more.
    const { result = [], internalProperties = [] } = await this.inspector
      .send('Runtime.getProperties', asked)
      .catch((): Params => ({}));
    const variables = [
      ...(result as Params[]).filter(({ name }) => !hidden.has(String(name))),
      ...(internalProperties as Params[]).filter(({ name }) => internal.has(String(name))),
    ]
      .filter(({ value }) => value !== undefined)
      .map(({ name, value }) => this.variable(String(name), value as RemoteObject, path));
    if (!isCut) return variables;
    const rest = { type: 'string', value: `${length - maxItems} more` };
    return [...variables, this.variable('…', rest)];
  }

  /** @param path of the object that it is part of */
  variable(name: string, object: RemoteObject, path = ''): Variable {
    const isPrimitive = object.objectId === undefined;
    return {
      name,
      value: textOf(object),
      ...(isPrimitive ? {} : { type: typeOf(object) }),
      evaluateName: memberOf(path, name),
      variablesReference: this.reference(object, memberOf(path, name)),
    };
  }

  private async beginning({ objectId }: RemoteObject): Promise<string> {
    const { result } = await this.inspector.send('Runtime.callFunctionOn', {
      objectId,
      objectGroup,
      functionDeclaration: `function () { return { ...Array.prototype.slice.call(this, 0, ${maxItems}) }; }`,
    });
    return (result as { objectId: string }).objectId;
  }
}

/** The expression for a part of what an expression means. */
function memberOf(path: string, name: string): string {
  if (path === '') return name;
  if (/^\d+$/.test(name)) return `${path}[${name}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
    ? `${path}.${name}`
    : `${path}[${JSON.stringify(name)}]`;
}

/** How many elements an array has, from what the inspector says of it: `Float64Array(1000)`. */
function lengthOf({ subtype, description = '' }: RemoteObject): number {
  if (subtype !== 'array' && subtype !== 'typedarray') return 0;
  return Number(/\((\d+)\)$/.exec(description)?.[1] ?? 0);
}
