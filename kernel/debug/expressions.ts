// Expressions that a person types into the debugger. They may name what the frame knows and what the notebook knows.
import type { InspectorClient, Params } from './inspector-client.js';
import type { RemoteObject } from './remote-object.js';
import { objectGroup } from './remote-objects.js';

/** The engine puts the notebook's scope here, and how values are shown. */
export const notebook = 'globalThis[Symbol.for("gatelab.notebook")]';

/** Where and how to evaluate. */
export interface EvaluateOptions {
  /** The frame whose names count; without one, only the notebook's do. */
  readonly callFrameId?: string | undefined;
  /** Fails where the expression would change anything: hovering must not. */
  readonly isPure?: boolean;
}

/** Evaluates an expression, or statements. @throws what the code throws, in one line */
export async function evaluate(
  inspector: InspectorClient,
  expression: string,
  { callFrameId, isPure = false }: EvaluateOptions = {},
): Promise<RemoteObject> {
  const options = { throwOnSideEffect: isPure, objectGroup, generatePreview: true };
  const run = (code: string): Promise<Params> =>
    callFrameId === undefined
      ? inspector.send('Runtime.evaluate', {
          ...options,
          expression: `with (${notebook}.scope) { ${code}\n }`,
        })
      : withNotebookNames(code, (expression) =>
          inspector.send('Debugger.evaluateOnCallFrame', { ...options, callFrameId, expression }),
        );
  const made = await run(`(${expression}\n)`);
  return unwrap(isError(made, 'SyntaxError') ? await run(expression) : made);
}

/** Evaluates in a frame, whose code is strict: names that V8 does not find there are looked up in the notebook. */
async function withNotebookNames(
  expression: string,
  run: (code: string) => Promise<Params>,
): Promise<Params> {
  let code = expression;
  for (let names = 0; names < 20; names++) {
    const made = await run(code);
    const missing = missingName(made);
    if (missing === undefined) return made;
    const next = withNotebookName(code, missing);
    if (next === code) return made;
    code = next;
  }
  throw new Error(`${expression} names too many variables of the notebook`);
}

/** The result of an evaluation. @throws what the code threw */
export function unwrap(made: Params): RemoteObject {
  const result = made['result'] as RemoteObject;
  if (made['exceptionDetails']) throw new Error(result.description?.split('\n')[0] ?? 'it failed');
  return result;
}

function isError(made: Params, kind: string): boolean {
  return (
    made['exceptionDetails'] !== undefined && (made['result'] as RemoteObject).className === kind
  );
}

/** The name that an evaluation did not find. */
function missingName(made: Params): string | undefined {
  if (!isError(made, 'ReferenceError')) return undefined;
  const { description = '' } = made['result'] as RemoteObject;
  return /^ReferenceError: ([\w$]+) is not defined/.exec(description)?.[1];
}

/** V8 knows a cell's variables only as properties of the notebook's scope. */
function withNotebookName(code: string, name: string): string {
  const alone = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
  const object = `${notebook}.scope`;
  return code.replace(alone, () => `${object}[${JSON.stringify(name)}]`);
}
