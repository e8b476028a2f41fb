import { NotSimple, parseExpression, type Expression } from './expression.js';

/** A statement: an assignment, or the result. */
export interface Statement {
  /** Names that are given values, of a tuple several; none for the result. */
  readonly targets: readonly string[] | undefined;
  /** What is worked out. */
  readonly value: Expression;
}

/** A method: its parameters, and its statements where there are only simple ones. */
export interface Method {
  /** Names of the parameters, `self` first. */
  readonly parameters: readonly string[];
  /** In their order; undefined where one of them is no simple statement. */
  readonly body: readonly Statement[] | undefined;
}

/** A class of TorchScript's code. */
export interface ScriptClass {
  /** What stands in it as `Final`. */
  readonly constants: ReadonlyMap<string, Expression>;
  /** By name. */
  readonly methods: ReadonlyMap<string, Method>;
  /** Whether something else is called before or after it. */
  readonly hasHooks: boolean;
}

/** Reads a class out of a file of code; undefined where it is not there. */
export function parseClass(text: string, name: string): ScriptClass | undefined {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`class ${name}(`));
  if (start < 0) return undefined;
  const end = lines.findIndex((line, k) => k > start && /^\S/.test(line));
  const own = lines.slice(start + 1, end < 0 ? undefined : end);
  const constants = new Map<string, Expression>();
  const methods = new Map<string, Method>();
  for (let at = 0; at < own.length; at++) {
    const [, key, value] = /^ {2}(\w+) : Final\[.*?\] = (.+)$/.exec(own[at]!) ?? [];
    if (key !== undefined) constants.set(key, parseExpression(value!));
    if (!own[at]!.startsWith('  def ')) continue;
    const head = own.findIndex((line, k) => k >= at && line.endsWith(':'));
    const after = own.findIndex((line, k) => k > head && /^ {0,3}\S/.test(line));
    const body = own.slice(head + 1, after < 0 ? undefined : after);
    const signature = own.slice(at, head + 1).join(' ');
    methods.set(/def (\w+)/.exec(signature)![1]!, {
      parameters: parametersIn(signature),
      body: bodyOf(body),
    });
    at = head + body.length;
  }
  const hasHooks = own.some((line) => /^ {2}__forward_(pre_)?hooks__ = /.test(line));
  return { constants, methods, hasHooks };
}

/** The names in front of the types, which may hold commas themselves. */
function parametersIn(signature: string): string[] {
  return [...signature.matchAll(/[(,]\s*(\w+): /g)].map(([, name]) => name!);
}

function bodyOf(lines: readonly string[]): Statement[] | undefined {
  try {
    return lines.filter((line) => line.trim() !== '').map(statementIn);
  } catch (error) {
    if (error instanceof NotSimple) return undefined;
    throw error;
  }
}

function statementIn(line: string): Statement {
  const [, result] = /^ {4}return (.+)$/.exec(line) ?? [];
  if (result !== undefined) return { targets: undefined, value: parseExpression(result) };
  const [, names, value] = /^ {4}(\w+(?:, \w+)*),? = (.+)$/.exec(line) ?? [];
  if (names === undefined) throw new NotSimple(line);
  const targets = /^ {4}\w+ = /.test(line) ? [names] : names.split(', ');
  // Several values at once (`a, b = c, d`) stand in a tuple without its signs.
  return { targets, value: parseExpression(value!) };
}
