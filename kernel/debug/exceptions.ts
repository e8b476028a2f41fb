// At which exceptions to stop. V8 can tell caught from uncaught, but for it the kernel catches whatever a cell throws.
import type { CellScript, CellScripts } from './cell-scripts.js';
import type { InspectorClient, Params } from './inspector-client.js';
import type { Place } from './line-map.js';
import { append } from '../../src/lists/append.js';

/** `uncaught`: no `try` of the person's own code catches it. */
type Stops = 'none' | 'uncaught' | 'all';

/** What front ends may choose from, as `initialize` lists it. */
export const exceptionFilters = [
  { filter: 'uncaught', label: 'Uncaught exceptions', default: false },
  { filter: 'all', label: 'All exceptions', default: false },
] as const;

/** A frame of a stack, running or waiting for a promise. */
interface Frame {
  readonly scriptId: string;
  readonly place: Place;
}

/** Whether the inspector says that it stopped at an exception. */
export function isException({ reason }: Params): boolean {
  return reason === 'exception' || reason === 'promiseRejection';
}

/** Decides at which exceptions to stop. */
export class ExceptionStops {
  private stops: Stops = 'none';

  constructor(
    private readonly inspector: InspectorClient,
    private readonly scripts: CellScripts,
  ) {}

  /** Whether to stop at any. */
  get isOn(): boolean {
    return this.stops !== 'none';
  }

  /** @param filters names among `exceptionFilters` */
  async choose(filters: readonly unknown[]): Promise<void> {
    this.stops = filters.includes('all')
      ? 'all'
      : filters.includes('uncaught')
        ? 'uncaught'
        : 'none';
    await this.inspector.send('Debugger.setPauseOnExceptions', {
      state: this.isOn ? 'all' : 'none',
    });
    // Who waits for the function that threw is known to V8 only if it takes notes.
    await this.inspector.send('Debugger.setAsyncCallStackDepth', { maxDepth: this.isOn ? 32 : 0 });
  }

  /** Whether to stop where the inspector did. */
  shouldStop(params: Params): boolean {
    if (this.stops === 'all') return true;
    const { uncaught } = params['data'] as { uncaught?: boolean };
    const frames = this.framesOf(params);
    if (uncaught || frames.length === 0) return true;
    const isRejection = params['reason'] === 'promiseRejection';
    return !frames.some(({ scriptId, place }) => {
      const script = this.scripts.get(scriptId)!;
      return isCaught(script, script.map.toSource(place), isRejection);
    });
  }

  private framesOf(params: Params): Frame[] {
    const running = (params['callFrames'] as readonly RunningFrame[]).map(
      ({ location }) => location,
    );
    const waiting: WaitingFrame[] = [];
    for (
      let stack = params['asyncStackTrace'] as AsyncStack | undefined;
      stack;
      stack = stack.parent
    )
      append(waiting, stack.callFrames);
    return [...running, ...waiting]
      .filter(({ scriptId }) => this.scripts.get(scriptId) !== undefined)
      .map(({ scriptId, lineNumber, columnNumber = 0 }) => ({
        scriptId,
        place: { line: lineNumber, column: columnNumber },
      }));
  }
}

interface WaitingFrame {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber?: number;
}

interface RunningFrame {
  readonly location: WaitingFrame;
}

interface AsyncStack {
  readonly callFrames: readonly WaitingFrame[];
  readonly parent?: AsyncStack;
}

/** Whether the function around a place catches what is thrown there. */
export function isCaught(
  script: Pick<CellScript, 'catchRegions'>,
  { line, column }: Place,
  isRejection: boolean,
): boolean {
  const innermost = script.catchRegions.findLast(
    ([kind, startLine, startColumn, endLine, endColumn]) =>
      (kind !== 'promise' || isRejection) &&
      (line > startLine || (line === startLine && column >= startColumn)) &&
      (line < endLine || (line === endLine && column < endColumn)),
  );
  return innermost !== undefined && innermost[0] !== 'function';
}
