// A debugger for cells: the Debug Adapter Protocol on one side, V8's inspector on the other. It lives on the thread of
// the sockets, since the main thread stands still at a breakpoint.
import path from 'node:path';
import type { Json } from '../session/message.js';
import { Breakpoints, type WantedBreakpoint } from './breakpoints.js';
import { CellScripts, naming, pathOfCell } from './cell-scripts.js';
import { DebugWriter, readDebugRequest } from './debug-messages.js';
import { InspectorClient, type Params } from './inspector-client.js';
import { PausedThread } from './paused-thread.js';
import { RemoteObjects } from './remote-objects.js';

type Answer = (given: Json) => Promise<Json> | Json;

/** V8 steps over these: Node, the kernel, packages. */
const notTheUsers = ['^node:', '^file:', '/node_modules/', '^gatelab$', 'compiler\\.cjs$', '^$'];

/** A cell's only thread. */
const threadId = 1;

/** Answers `debug_request`s of one kernel. */
export class Debugger {
  private readonly writer = new DebugWriter();
  private inspector: InspectorClient | undefined;
  private scripts = new CellScripts();
  private breakpoints!: Breakpoints;
  private thread!: PausedThread;
  /** The last way to go on, and the line where it began. */
  private step: { readonly method: string; readonly from: string | undefined } | undefined;
  private readonly sources = new Map<string, string>();
  private readonly answers: Readonly<Record<string, Answer>>;

  /** @param publish sends a `debug_event` */
  constructor(private readonly publish: (event: Json) => void) {
    this.answers = this.table();
  }

  /** Answers one request. It never throws: what fails is said in the response. */
  async handle(content: Json): Promise<Json> {
    const request = readDebugRequest(content);
    const answer = Object.hasOwn(this.answers, request.command)
      ? this.answers[request.command]!
      : undefined;
    try {
      if (!answer) throw new Error(`The debugger knows no request "${request.command}"`);
      return this.writer.response(request, await answer(request.arguments));
    } catch (error) {
      return this.writer.failure(request, error);
    }
  }

  /** Lets code go on that stands still, so that it can be interrupted. @param ends whether it may be unwound at once */
  async release(ends: boolean): Promise<void> {
    if (!this.inspector || !this.thread.isPaused) return;
    if (ends) this.inspector.send('Runtime.terminateExecution').catch(() => undefined);
    await this.inspector.send('Debugger.resume');
  }

  private table(): Readonly<Record<string, Answer>> {
    const resume = (method: string): Answer => {
      return async () => {
        this.step = { method, from: this.paused().where };
        await this.connected().send(method);
        return { allThreadsContinued: true };
      };
    };
    return {
      initialize: () => this.initialize(),
      attach: () => this.attach(),
      disconnect: () => this.disconnect(),
      terminate: () => this.disconnect(),
      configurationDone: () => ({}),
      debugInfo: () => this.info(),
      dumpCell: ({ code }) => this.dump(String(code)),
      setBreakpoints: (given) => this.setBreakpoints(given),
      setExceptionBreakpoints: (given) => this.setExceptionBreakpoints(given),
      source: ({ source }) => ({ content: this.sourceOf((source as Json | undefined)?.['path']) }),
      threads: () => ({ threads: [{ id: threadId, name: 'cells' }] }),
      modules: () => ({ modules: [], totalModules: 0 }),
      stackTrace: () => this.paused().stackTrace(),
      scopes: ({ frameId }) => this.paused().scopes(Number(frameId)),
      variables: ({ variablesReference }) => this.variablesOf(Number(variablesReference)),
      inspectVariables: () => this.paused().notebookVariables(),
      richInspectVariables: (given) => this.paused().rich(given),
      evaluate: (given) => this.paused().evaluate(given),
      copyToGlobals: (given) => this.paused().copyToGlobals(given),
      continue: resume('Debugger.resume'),
      next: resume('Debugger.stepOver'),
      stepIn: resume('Debugger.stepInto'),
      stepOut: resume('Debugger.stepOut'),
      pause: resume('Debugger.pause'),
    };
  }

  private initialize(): Json {
    return {
      supportsConfigurationDoneRequest: true,
      supportsConditionalBreakpoints: true,
      supportsEvaluateForHovers: true,
      supportsSetVariable: false,
      supportsTerminateRequest: true,
      exceptionBreakpointFilters: [
        { filter: 'all', label: 'All exceptions', default: false },
        { filter: 'uncaught', label: 'Uncaught exceptions', default: false },
      ],
    };
  }

  private async attach(): Promise<Json> {
    if (!this.inspector) await this.connect();
    this.publish(this.writer.event('initialized'));
    return {};
  }

  private async connect(): Promise<void> {
    const inspector = (this.inspector = new InspectorClient());
    this.scripts = new CellScripts();
    this.breakpoints = new Breakpoints(inspector, this.scripts);
    this.thread = new PausedThread(inspector, this.scripts, new RemoteObjects(inspector));
    inspector.on('Debugger.scriptParsed', ({ scriptId, sourceMapURL }) => {
      const script = this.scripts.add(String(scriptId), sourceMapURL as string | undefined);
      if (script) this.sources.set(script.path, script.source);
    });
    inspector.on('Debugger.paused', (params) => void this.onPaused(params));
    inspector.on('Debugger.resumed', () => this.onResumed());
    await inspector.send('Runtime.enable');
    await inspector.send('Debugger.enable');
    await inspector.send('Debugger.setBlackboxPatterns', { patterns: notTheUsers });
    // A cell stops before its first line, so that its breakpoints can be set: its script is not known before it runs.
    await inspector.send('Debugger.setInstrumentationBreakpoint', {
      instrumentation: 'beforeScriptWithSourceMapExecution',
    });
  }

  private async onPaused(params: Params): Promise<void> {
    const inspector = this.connected();
    if (params['reason'] === 'instrumentation') {
      const { scriptId } = params['data'] as { scriptId?: string };
      const script = this.scripts.get(String(scriptId));
      if (script) await this.breakpoints.apply(script).catch(() => undefined);
      await inspector.send('Debugger.resume');
      return;
    }
    this.thread.pause(params);
    // Stepping out of a cell leads into the kernel, where nobody has anything to look for.
    if (!this.thread.isInCell) return void inspector.send('Debugger.resume');
    if (this.isSameLine(params)) return void inspector.send(this.step!.method);
    const hit = (params['hitBreakpoints'] as unknown[] | undefined)?.length;
    const isError = params['reason'] === 'exception' || params['reason'] === 'promiseRejection';
    const reason = isError ? 'exception' : hit ? 'breakpoint' : 'step';
    this.publish(this.writer.event('stopped', { reason, threadId, allThreadsStopped: true }));
  }

  /** V8 steps from expression to expression; a person, from line to line. */
  private isSameLine(params: Params): boolean {
    const isStep = this.step?.method.startsWith('Debugger.step') && params['reason'] === 'other';
    const from = this.step?.from;
    return isStep === true && from !== undefined && from === this.thread.where;
  }

  private onResumed(): void {
    if (!this.thread.isPaused) return;
    const wasShown = this.thread.isInCell;
    this.thread.resume();
    if (wasShown)
      this.publish(this.writer.event('continued', { threadId, allThreadsContinued: true }));
  }

  private disconnect(): Json {
    this.inspector?.close();
    this.inspector = undefined;
    return {};
  }

  private info(): Json {
    return {
      isStarted: this.inspector !== undefined,
      ...naming,
      breakpoints: this.inspector ? this.breakpoints.list() : [],
      stoppedThreads: this.inspector && this.thread.isInCell ? [threadId] : [],
      richRendering: true,
      exceptionPaths: [],
      copyToGlobals: true,
    };
  }

  private dump(code: string): Json {
    const sourcePath = pathOfCell(code);
    this.sources.set(sourcePath, code);
    return { sourcePath };
  }

  private async setBreakpoints({ source, breakpoints }: Json): Promise<Json> {
    this.connected();
    const file = String((source as Json | undefined)?.['path']);
    const wanted = (Array.isArray(breakpoints) ? breakpoints : []) as WantedBreakpoint[];
    await this.breakpoints.replace(file, wanted);
    const set = wanted.map(({ line }) => ({ verified: true, line, source: { path: file } }));
    return { breakpoints: set };
  }

  private async setExceptionBreakpoints({ filters }: Json): Promise<Json> {
    const names = Array.isArray(filters) ? (filters as unknown[]) : [];
    const state = names.includes('all') ? 'all' : names.includes('uncaught') ? 'uncaught' : 'none';
    await this.connected().send('Debugger.setPauseOnExceptions', { state });
    return {};
  }

  private sourceOf(file: unknown): string {
    const source = this.sources.get(String(file));
    if (source === undefined)
      throw new Error(`No cell is known by the path ${path.basename(String(file))}`);
    return source;
  }

  private async variablesOf(reference: number): Promise<Json> {
    return { variables: await this.paused().variables(reference) };
  }

  private connected(): InspectorClient {
    if (!this.inspector) throw new Error('The debugger is not attached; send "attach" first');
    return this.inspector;
  }

  /** The main thread, running or standing still. */
  private paused(): PausedThread {
    this.connected();
    return this.thread;
  }
}
