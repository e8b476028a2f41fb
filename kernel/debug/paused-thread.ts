// What can be seen of the main thread: frames and scopes while it stands still, the notebook's variables at any time.
import type { Json } from '../session/message.js';
import type { CellScripts } from './cell-scripts.js';
import type { InspectorClient, Params } from './inspector-client.js';
import {
  textOf,
  typeOf,
  type RemoteObject,
  type RemoteObjects,
  type Variable,
} from './remote-objects.js';

interface CallFrame {
  readonly callFrameId: string;
  readonly functionName: string;
  readonly location: {
    readonly scriptId: string;
    readonly lineNumber: number;
    readonly columnNumber?: number;
  };
  readonly scopeChain: readonly { readonly type: string; readonly object: RemoteObject }[];
}

/** The engine puts the notebook's scope here, and how values are printed. */
const notebook = 'globalThis[Symbol.for("gatelab.notebook")]';

/** Scopes of a frame that hold what a person declared. */
const localScopes = ['local', 'block', 'closure', 'catch', 'eval'];

/** The main thread as a debugger sees it. */
export class PausedThread {
  private frames: readonly CallFrame[] = [];
  isPaused = false;

  constructor(
    private readonly inspector: InspectorClient,
    private readonly scripts: CellScripts,
    private readonly objects: RemoteObjects,
  ) {}

  /** Whether it stands still in a person's own code. */
  get isInCell(): boolean {
    return this.isPaused && this.frames.length > 0;
  }

  /** Path, line and depth of the innermost frame; undefined while the thread runs. */
  get where(): string | undefined {
    const [top] = this.frames;
    if (!top) return undefined;
    const { lineNumber: line, columnNumber: column = 0, scriptId } = top.location;
    const place = this.scripts.placeOf(scriptId, { line, column })!;
    return `${place.path}:${place.line}:${this.frames.length}`;
  }

  /** Takes what the inspector says of a stop; frames of Node and of the kernel are left out. */
  pause(params: Params): void {
    this.isPaused = true;
    const all = params['callFrames'] as readonly CallFrame[];
    const isOwn = (frame: CallFrame | undefined): boolean =>
      frame !== undefined && this.scripts.get(frame.location.scriptId) !== undefined;
    this.frames = isOwn(all[0]) ? all.filter(isOwn) : [];
  }

  resume(): void {
    this.isPaused = false;
    this.frames = [];
    this.objects.clear();
  }

  stackTrace(): Json {
    const stackFrames = this.frames.map(({ functionName, location }, id) => {
      const { lineNumber: line, columnNumber: column = 0 } = location;
      const place = this.scripts.placeOf(location.scriptId, { line, column })!;
      const name = functionName === '$cell' || !functionName ? 'cell' : functionName;
      const source = { name, path: place.path, sourceReference: 0 };
      return { id: id + 1, name, line: place.line + 1, column: place.column + 1, source };
    });
    return { stackFrames, totalFrames: stackFrames.length };
  }

  async scopes(frameId: number): Promise<Json> {
    const { scopeChain } = this.frame(frameId);
    const locals = scopeChain
      .filter(({ type }) => localScopes.includes(type))
      .map(({ type, object }) => ({
        name: type === 'local' ? 'Locals' : type[0]!.toUpperCase() + type.slice(1),
        variablesReference: this.objects.reference(object),
        expensive: false,
      }));
    const globals = this.objects.reference(await this.notebookScope());
    return {
      scopes: [...locals, { name: 'Globals', variablesReference: globals, expensive: false }],
    };
  }

  variables(reference: number): Promise<Variable[]> {
    return this.objects.variables(reference);
  }

  /** What cells have declared. */
  async notebookVariables(): Promise<Json> {
    const reference = this.objects.reference(await this.notebookScope());
    return { variables: await this.objects.variables(reference) };
  }

  /** A value in words of its own, as a cell would show it. */
  async rich({ variableName, frameId }: Json): Promise<Json> {
    const found = await this.value(String(variableName), frameId);
    if (found.objectId === undefined)
      return { data: { 'text/plain': textOf(found) }, metadata: {} };
    const { objectId } = found;
    const { result } = await this.inspector.send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: `function () { return ${notebook}.text(this); }`,
    });
    return { data: { 'text/plain': (result as RemoteObject).value }, metadata: {} };
  }

  async evaluate({ expression, frameId }: Json): Promise<Json> {
    const found = await this.value(String(expression), frameId);
    const { value, variablesReference } = this.objects.variable('', found);
    return { result: value, type: typeOf(found), variablesReference };
  }

  /** Gives the notebook a variable of a frame, for later cells. */
  async copyToGlobals({ srcVariableName, dstVariableName, srcFrameId }: Json): Promise<Json> {
    const { callFrameId } = this.frame(Number(srcFrameId));
    const name = JSON.stringify(String(dstVariableName));
    const expression = `${notebook}.scope[${name}] = (${String(srcVariableName)})`;
    unwrap(await this.inspector.send('Debugger.evaluateOnCallFrame', { callFrameId, expression }));
    return {};
  }

  /** The value of an expression in a frame, where names of the notebook count too; without a frame, in the notebook. */
  private async value(expression: string, frameId: unknown): Promise<RemoteObject> {
    const frame = this.frames[Number(frameId) - 1];
    const evaluate = (code: string): Promise<Params> =>
      frame
        ? this.inspector.send('Debugger.evaluateOnCallFrame', {
            callFrameId: frame.callFrameId,
            expression: code,
          })
        : this.inspector.send('Runtime.evaluate', { expression: code });
    let code = `(${expression}\n)`;
    for (let names = 0; names < 20; names++) {
      const made = await evaluate(code);
      const missing = missingName(made);
      if (missing === undefined) return unwrap(made);
      const next = withNotebookName(code, missing);
      if (next === code) return unwrap(made);
      code = next;
    }
    throw new Error(`${expression} names too many variables of the notebook`);
  }

  private async notebookScope(): Promise<RemoteObject> {
    return unwrap(
      await this.inspector.send('Runtime.evaluate', { expression: `${notebook}.scope` }),
    );
  }

  private frame(id: number): CallFrame {
    const frame = this.frames[id - 1];
    if (!frame) throw new Error(`There is no frame ${id}: the code runs, or the stack is shorter`);
    return frame;
  }
}

function unwrap(made: Params): RemoteObject {
  const result = made['result'] as RemoteObject;
  if (made['exceptionDetails']) throw new Error(result.description?.split('\n')[0] ?? 'it failed');
  return result;
}

/** The name that an evaluation did not find. */
function missingName(made: Params): string | undefined {
  const { className, description } = made['result'] as RemoteObject;
  if (!made['exceptionDetails'] || className !== 'ReferenceError') return undefined;
  return /^ReferenceError: ([\w$]+) is not defined/.exec(description ?? '')?.[1];
}

/** V8 knows a cell's variables only as properties of the notebook's scope. */
function withNotebookName(code: string, name: string): string {
  const alone = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
  const object = `${notebook}.scope`;
  return code.replace(alone, () => `${object}[${JSON.stringify(name)}]`);
}
