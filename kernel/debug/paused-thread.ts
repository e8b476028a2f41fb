// What can be seen of the main thread: frames and scopes while it stands still, the notebook's variables at any time.
import type { Json } from '../protocol/message.js';
import type { CellScripts } from './cell-scripts.js';
import { evaluate, notebook, unwrap } from './expressions.js';
import type { InspectorClient, Params } from './inspector-client.js';
import type { RemoteObject } from './remote-object.js';
import { objectGroup, type RemoteObjects, type Variable } from './remote-objects.js';
import { textOf, typeOf } from './value-text.js';

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

/** Scopes of a frame that hold what its function declares. */
const localScopes = ['local', 'block', 'catch', 'eval'];

/** The main thread as a debugger sees it. */
export class PausedThread {
  private frames: readonly CallFrame[] = [];
  private thrown: RemoteObject | undefined;
  /** Whether the thread stands still. */
  isPaused = false;
  /** Whether a person's own code called what is running now. */
  isCalledByCell = false;

  constructor(
    private readonly inspector: InspectorClient,
    private readonly scripts: CellScripts,
    private readonly objects: RemoteObjects,
  ) {}

  /** Whether it stands still in a person's own code, or at an error that is on its way there. */
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
  pause(params: Params, isError: boolean): void {
    this.isPaused = true;
    this.thrown = isError ? (params['data'] as RemoteObject) : undefined;
    const all = params['callFrames'] as readonly CallFrame[];
    const own = all.filter(({ location }) => this.scripts.get(location.scriptId) !== undefined);
    this.isCalledByCell = own.length > 0;
    this.frames = isError || own[0] === all[0] ? own : [];
  }

  /** Lets go what was shown at a stop; where nobody saw one, what was asked for meanwhile stays. */
  resume(): void {
    if (this.isPaused) this.objects.clear();
    this.isPaused = this.isCalledByCell = false;
    this.frames = [];
    this.thrown = undefined;
  }

  /** The frames, innermost first, as the protocol has them. */
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

  /** What was thrown, at a stop for an error. */
  exception(): Json {
    if (!this.thrown) throw new Error('The code does not stand at an exception');
    const description = this.thrown.description ?? textOf(this.thrown);
    return { exceptionId: typeOf(this.thrown), description, breakMode: 'always' };
  }

  /** The scopes of a frame. The top level of a cell has the notebook's variables for its own, as in Python. */
  async scopes(frameId: number): Promise<Json> {
    const { scopeChain, functionName } = this.frame(frameId);
    const notebook = await this.notebookScope();
    const objectsOf = (kinds: readonly string[]): RemoteObject[] =>
      scopeChain.filter(({ type }) => kinds.includes(type)).map(({ object }) => object);
    const locals = [...objectsOf(localScopes), ...(functionName === '$cell' ? [notebook] : [])];
    const closures = objectsOf(['closure']);
    const scopes = [
      { name: 'Locals', objects: locals },
      { name: 'Closure', objects: closures },
      { name: 'Exception', objects: this.thrown?.objectId ? [this.thrown] : [] },
      { name: 'Globals', objects: [notebook] },
    ];
    return {
      scopes: scopes
        .filter(({ objects }) => objects.length > 0)
        .map(({ name, objects }) => ({
          name,
          variablesReference: this.objects.referenceOfScopes(objects),
          expensive: false,
        })),
    };
  }

  /** The parts of a scope or value, by its number. */
  variables(reference: number): Promise<Variable[]> {
    return this.objects.variables(reference);
  }

  /** What cells have declared. */
  async notebookVariables(): Promise<Json> {
    if (!this.isPaused) this.objects.clear();
    const reference = this.objects.reference(await this.notebookScope());
    return { variables: await this.objects.variables(reference) };
  }

  /** A value as a cell would show it: as picture, table, text. */
  async rich({ variableName, frameId }: Json): Promise<Json> {
    const { objectId, value, unserializableValue } = await this.value(
      String(variableName),
      frameId,
    );
    const { objectId: host } = await this.evaluateInNotebook(notebook);
    const shown = unwrap(
      await this.inspector.send('Runtime.callFunctionOn', {
        objectId: host,
        functionDeclaration: 'function (value) { return this.show(value); }',
        arguments: [
          objectId ? { objectId } : unserializableValue ? { unserializableValue } : { value },
        ],
      }),
    );
    return { data: JSON.parse(String(shown.value)) as Json, metadata: {} };
  }

  /** What an expression comes to in a frame; in the notebook without one. */
  async evaluate({ expression, frameId, context }: Json): Promise<Json> {
    const found = await this.value(String(expression), frameId, context === 'hover');
    const { value, variablesReference } = this.objects.variable('', found);
    return { result: value, type: typeOf(found), variablesReference };
  }

  /** Whether one of these holds in the innermost frame, or cannot be evaluated there: better one stop too many. */
  async holds(conditions: readonly string[]): Promise<boolean> {
    const callFrameId = this.frames[0]?.callFrameId;
    for (const condition of conditions) {
      const code = `!!(${condition})`;
      const isTrue = await evaluate(this.inspector, code, { callFrameId }).catch(() => undefined);
      if (isTrue?.value !== false) return true;
    }
    return false;
  }

  /** Gives the notebook a variable of a frame, for later cells. */
  async copyToGlobals({ srcVariableName, dstVariableName, srcFrameId }: Json): Promise<Json> {
    const { callFrameId } = this.frame(Number(srcFrameId));
    const name = JSON.stringify(String(dstVariableName));
    const code = `${notebook}.scope[${name}] = (${String(srcVariableName)})`;
    await evaluate(this.inspector, code, { callFrameId });
    return {};
  }

  private value(expression: string, frameId: unknown, isPure = false): Promise<RemoteObject> {
    const callFrameId = this.frames[Number(frameId) - 1]?.callFrameId;
    return evaluate(this.inspector, expression, { callFrameId, isPure });
  }

  private notebookScope(): Promise<RemoteObject> {
    return this.evaluateInNotebook(`${notebook}.scope`);
  }

  private async evaluateInNotebook(expression: string): Promise<RemoteObject> {
    return unwrap(await this.inspector.send('Runtime.evaluate', { expression, objectGroup }));
  }

  private frame(id: number): CallFrame {
    const frame = this.frames[id - 1];
    if (!frame) throw new Error(`There is no frame ${id}: the code runs, or the stack is shorter`);
    return frame;
  }
}
