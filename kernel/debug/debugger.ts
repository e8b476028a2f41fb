// A debugger for cells: the Debug Adapter Protocol on one side, V8's inspector on the other. It lives on the thread of
// the sockets, since the main thread stands still at a breakpoint.
import type { Json } from '../protocol/message.js';
import { naming } from './cell-scripts.js';
import { DebugWriter, readDebugRequest } from './debug-messages.js';
import { exceptionFilters } from './exceptions.js';
import { Sources } from './sources.js';
import { Target, type StepMethod } from './target.js';
import type { WantedBreakpoint } from './breakpoints.js';

type Answer = (given: Json) => Promise<Json> | Json;

/** A cell's only thread. */
const threadId = 1;

/** Answers `debug_request`s of one kernel. */
export class Debugger {
  private readonly writer = new DebugWriter();
  private readonly sources = new Sources();
  /** The main thread; seen from outside until a front end attaches. */
  private target: Target | undefined;
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
    await this.target?.release(ends);
  }

  private table(): Readonly<Record<string, Answer>> {
    const resume = (method: StepMethod): Answer => {
      return async () => {
        await (await this.attached()).goOn(method);
        return { allThreadsContinued: true };
      };
    };
    return {
      initialize: () => capabilities,
      attach: () => this.attach(),
      disconnect: () => this.disconnect(),
      terminate: () => this.disconnect(),
      configurationDone: () => ({}),
      debugInfo: () => this.info(),
      dumpCell: ({ code }) => ({ sourcePath: this.sources.dump(String(code)) }),
      setBreakpoints: (given) => this.setBreakpoints(given),
      setExceptionBreakpoints: (given) => this.setExceptionBreakpoints(given),
      source: ({ source }) => ({
        content: this.sources.read(pathOf(source), this.target?.scripts),
      }),
      threads: () => ({ threads: [{ id: threadId, name: 'cells' }] }),
      modules: () => this.modules(),
      exceptionInfo: async () => (await this.attached()).thread.exception(),
      stackTrace: async () => (await this.attached()).thread.stackTrace(),
      scopes: async ({ frameId }) => (await this.attached()).thread.scopes(Number(frameId)),
      variables: async ({ variablesReference: reference }) => ({
        variables: await this.seen().thread.variables(Number(reference)),
      }),
      inspectVariables: () => this.seen().thread.notebookVariables(),
      richInspectVariables: (given) => this.seen().thread.rich(given),
      evaluate: (given) => this.seen().thread.evaluate(given),
      copyToGlobals: async (given) => (await this.attached()).thread.copyToGlobals(given),
      continue: resume('Debugger.resume'),
      next: resume('Debugger.stepOver'),
      stepIn: resume('Debugger.stepInto'),
      stepOut: resume('Debugger.stepOut'),
      pause: resume('Debugger.pause'),
    };
  }

  private async attach(): Promise<Json> {
    await this.seen().attach();
    this.publish(this.writer.event('initialized'));
    return {};
  }

  private disconnect(): Json {
    this.target?.close();
    this.target = undefined;
    return {};
  }

  private info(): Json {
    const { target } = this;
    return {
      isStarted: target?.attached !== undefined,
      ...naming,
      breakpoints: target?.breakpoints.list() ?? [],
      stoppedThreads: target?.thread.isInCell ? [threadId] : [],
      richRendering: true,
      exceptionPaths: [],
      copyToGlobals: true,
    };
  }

  private async setBreakpoints({ source, breakpoints }: Json): Promise<Json> {
    const path = pathOf(source);
    const wanted = (Array.isArray(breakpoints) ? breakpoints : []) as WantedBreakpoint[];
    const lines = await (await this.attached()).breakpoints.replace(path, wanted);
    const set = lines.map((line) => ({ verified: true, line, source: { path } }));
    return { breakpoints: set };
  }

  private async setExceptionBreakpoints({ filters }: Json): Promise<Json> {
    await (await this.attached()).chooseExceptions(Array.isArray(filters) ? filters : []);
    return {};
  }

  /** Modules beside the notebook, as far as they are loaded. */
  private modules(): Json {
    const paths = this.target?.scripts.modules() ?? [];
    const modules = paths.map((path, id) => ({ id, path, name: path.split(/[\\/]/).at(-1) }));
    return { modules, totalModules: modules.length };
  }

  /** The main thread, for a look at it. */
  private seen(): Target {
    this.target ??= new Target({
      stopped: (body) =>
        this.publish(this.writer.event('stopped', { ...body, threadId, allThreadsStopped: true })),
      continued: () =>
        this.publish(this.writer.event('continued', { threadId, allThreadsContinued: true })),
    });
    return this.target;
  }

  /** The main thread, for acting on it. Requests may come while it is being attached to. */
  private async attached(): Promise<Target> {
    const { target } = this;
    if (!target?.attached) throw new Error('The debugger is not attached; send "attach" first');
    await target.attached;
    return target;
  }
}

const capabilities: Json = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsEvaluateForHovers: true,
  supportsExceptionInfoRequest: true,
  supportsSetVariable: false,
  supportsTerminateRequest: true,
  exceptionBreakpointFilters: exceptionFilters,
};

const pathOf = (source: unknown): string => String((source as Json | undefined)?.['path']);
