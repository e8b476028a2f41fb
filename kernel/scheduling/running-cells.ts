import { useStopSignal } from '../../src/stop-signal.js';
import type { StopReport } from '../protocol/message.js';
import type { CellRequest, CellResult, Engine } from '../engine/engine.js';
import { stopAlive } from '../outputs/alive.js';
import { currentParent } from '../outputs/context.js';
import { stream } from '../outputs/outputs.js';
import { makeInterruptContent, makeMemoryContent } from '../outputs/error-content.js';

/** How long the engine gets to settle an interrupted cell by itself, in milliseconds. */
const grace = 150;

/** One press of Stop may arrive twice within this time, as signal and as message, in milliseconds. */
const bounce = 300;

/** Starts cells, and settles them when the user presses Stop, whatever has become of the code. */
export class RunningCells {
  readonly #engine: Engine;
  readonly #takeStop: () => StopReport | undefined;
  readonly #interrupts = new Set<() => void>();
  /** Of the running cells: what they start in the background stops with them. */
  readonly #signals = new Map<unknown, AbortSignal>();
  /** When a running cell was last stopped; 0 once another one has begun. */
  #stoppedAt = 0;

  constructor(engine: Engine, takeStop: () => StopReport | undefined) {
    this.#engine = engine;
    this.#takeStop = takeStop;
    useStopSignal(() => {
      const own = currentParent();
      return own && this.#signals.get(own);
    });
  }

  /** Runs a cell once the engine is ready. It settles in any case, soon after an interrupt. */
  async run(request: Omit<CellRequest, 'signal'>): Promise<CellResult> {
    const controller = new AbortController();
    const own = currentParent();
    this.#stoppedAt = 0;
    let interrupt: (() => void) | undefined;
    const interrupted = new Promise<CellResult>((resolve) => {
      interrupt = () => {
        // Its timers are its own work; a server may be meant to stay.
        stopAlive(({ isTimer, context }) => isTimer && context !== undefined && context === own);
        controller.abort(Object.assign(new Error('Interrupted'), { name: 'KeyboardInterrupt' }));
        setTimeout(() => resolve({ status: 'error', ...makeInterruptContent(undefined) }), grace);
      };
    });
    this.#interrupts.add(interrupt!);
    if (own) this.#signals.set(own, controller.signal);
    // What stopped an earlier cell is no news of this one.
    this.#takeStop();
    try {
      const cell = { ...request, signal: controller.signal };
      return this.#explain(await Promise.race([this.#start(cell), interrupted]), cell);
    } finally {
      this.#interrupts.delete(interrupt!);
      this.#signals.delete(own);
    }
  }

  /** Stops every running cell. Pressed once more, when none runs, Stop also ends what the stopped ones have left at work. */
  interrupt(): void {
    const now = performance.now();
    if (this.#interrupts.size > 0) this.#stoppedAt = now;
    for (const interrupt of this.#interrupts) interrupt();
    if (this.#stoppedAt === 0 || now - this.#stoppedAt < bounce) return;
    const stopped = stopAlive();
    this.#stoppedAt = 0;
    if (stopped.length > 0) stream('stderr', `Stopped: ${stopped.join('; ')}\n`);
  }

  async #start(request: CellRequest): Promise<CellResult> {
    await this.#engine.ready();
    return this.#engine.execute(request);
  }

  /** Adds the place where the code was stopped, which the socket thread or the cell itself has noted. */
  #explain(result: CellResult, cell: CellRequest): CellResult {
    if (result.status === 'ok' || result.ename !== 'KeyboardInterrupt') return result;
    const { frames = [], memory } = this.#takeStop() ?? {};
    const place = this.#engine.locate?.(frames, cell);
    if (memory !== undefined) return { status: 'error', ...makeMemoryContent(place, memory) };
    return place === undefined ? result : { status: 'error', ...makeInterruptContent(place) };
  }
}
