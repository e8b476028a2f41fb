// The main thread under V8's inspector: where it stops, and how it goes on.
import type { Json } from '../protocol/message.js';
import { Breakpoints } from './breakpoints.js';
import { CellScripts } from './cell-scripts.js';
import { ExceptionStops, isException } from './exceptions.js';
import { InspectorClient, type Params } from './inspector-client.js';
import { PausedThread } from './paused-thread.js';
import { RemoteObjects } from './remote-objects.js';

/** Ways to go on. */
export type StepMethod =
  | 'Debugger.resume'
  | 'Debugger.stepOver'
  | 'Debugger.stepInto'
  | 'Debugger.stepOut'
  | 'Debugger.pause';

/** Who is told of stops. */
export interface TargetListener {
  /** Code has stopped. `body` is that of the protocol's event. */
  stopped(body: Json): void;
  /** Code goes on. */
  continued(): void;
}

const ourFiles = new URL('../../', import.meta.url).href.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** V8 steps over these: Node, the kernel, packages. Modules beside the notebook are files too, and are not passed over. */
const notTheUsers = [
  ...['^node:', '/node_modules/', '^gatelab$', 'compiler\\.cjs$', '^$'],
  `^${ourFiles}(?:dist/)?(?:chunks|kernel|src|widgets)/`,
];

/** The main thread. Until `attach` it can be looked at, and nothing of it is changed. */
export class Target {
  /** The scripts of cells and local modules. */
  readonly scripts = new CellScripts();
  /** Where code is to stop. */
  readonly breakpoints: Breakpoints;
  /** The thread as it stands still. */
  readonly thread: PausedThread;
  /** Resolves once code may stop; undefined until somebody attaches. */
  attached: Promise<void> | undefined;
  private readonly inspector = new InspectorClient();
  private readonly exceptions: ExceptionStops;
  /** The last way to go on, and the line where it began. */
  private step: { readonly method: StepMethod; readonly from: string | undefined } | undefined;
  /** Whether the listener knows that the code stands still. */
  private isShown = false;

  constructor(private readonly listener: TargetListener) {
    const { inspector, scripts } = this;
    this.breakpoints = new Breakpoints(inspector, scripts);
    this.exceptions = new ExceptionStops(inspector, scripts);
    this.thread = new PausedThread(inspector, scripts, new RemoteObjects(inspector));
  }

  /** From now on code may stop. Asked again, it does nothing. */
  attach(): Promise<void> {
    this.attached ??= this.enable();
    return this.attached;
  }

  private async enable(): Promise<void> {
    const { inspector } = this;
    inspector.on('Debugger.scriptParsed', ({ scriptId, sourceMapURL }) =>
      this.scripts.add(String(scriptId), sourceMapURL as string | undefined),
    );
    inspector.on('Debugger.paused', (params) => void this.onPaused(params));
    inspector.on('Debugger.resumed', () => this.onResumed());
    await inspector.send('Debugger.enable');
    await inspector.send('Debugger.setBlackboxPatterns', { patterns: notTheUsers });
    // A cell stops before its first line, so that its breakpoints can be set: its script is not known before it runs.
    await inspector.send('Debugger.setInstrumentationBreakpoint', {
      instrumentation: 'beforeScriptWithSourceMapExecution',
    });
  }

  /** Ends the session. Code that stands still goes on. */
  close(): void {
    this.inspector.close();
    if (this.isShown) this.listener.continued();
  }

  /** Lets code go on that stands still. @param ends whether it may be unwound at once */
  async release(ends: boolean): Promise<void> {
    if (!this.thread.isPaused) return;
    if (ends) this.inspector.send('Runtime.terminateExecution').catch(() => undefined);
    await this.inspector.send('Debugger.resume');
  }

  /** Goes on from a stop, or stops what runs. */
  async goOn(method: StepMethod): Promise<void> {
    this.step = { method, from: this.thread.where };
    await this.inspector.send(method);
  }

  /** @param filters names among `exceptionFilters` */
  async chooseExceptions(filters: readonly unknown[]): Promise<void> {
    await this.exceptions.choose(filters);
    // V8 overlooks what is thrown in code that it steps over, also when a cell called it.
    const patterns = this.exceptions.isOn ? [] : notTheUsers;
    await this.inspector.send('Debugger.setBlackboxPatterns', { patterns });
  }

  private async onPaused(params: Params): Promise<void> {
    if (params['reason'] === 'instrumentation') {
      const { scriptId } = params['data'] as { scriptId?: string };
      const script = this.scripts.get(String(scriptId));
      if (script) await this.breakpoints.apply(script).catch(() => undefined);
      return this.goOnSilently('Debugger.resume');
    }
    const isError = isException(params);
    this.thread.pause(params, isError);
    const next = await this.withoutStop(params, isError);
    if (next) return this.goOnSilently(next);
    const isHit = hitIds(params).length > 0;
    const reason = isError ? 'exception' : isHit ? 'breakpoint' : 'step';
    const text = isError ? { text: this.thread.exception()['description'] } : {};
    this.isShown = true;
    this.listener.stopped({ reason, ...text });
  }

  /** How to go on from where nobody wants to stop; undefined where somebody does. */
  private async withoutStop(params: Params, isError: boolean): Promise<StepMethod | undefined> {
    // Stepping out of a cell leads into the kernel, where nobody has anything to look for.
    if (!this.thread.isInCell)
      return this.thread.isCalledByCell ? 'Debugger.stepOut' : 'Debugger.resume';
    if (isError) return this.exceptions.shouldStop(params) ? undefined : 'Debugger.resume';
    if (this.isSameLine(params)) return this.step!.method;
    const ids = hitIds(params);
    const conditions = ids.length > 0 ? this.breakpoints.conditionsOf(ids) : undefined;
    return conditions && !(await this.thread.holds(conditions)) ? 'Debugger.resume' : undefined;
  }

  /** V8 steps from expression to expression; a person, from line to line. */
  private isSameLine(params: Params): boolean {
    const isStep = this.step?.method.startsWith('Debugger.step') && params['reason'] === 'other';
    const from = this.step?.from;
    return isStep === true && from !== undefined && from === this.thread.where;
  }

  private async goOnSilently(method: StepMethod): Promise<void> {
    await this.inspector.send(method).catch(() => undefined);
  }

  private onResumed(): void {
    this.thread.resume();
    if (!this.isShown) return;
    this.isShown = false;
    this.listener.continued();
  }
}

const hitIds = ({ hitBreakpoints }: Params): readonly string[] =>
  (hitBreakpoints as readonly string[] | undefined) ?? [];
