import type { CellRequest, CellResult, CodePosition, Engine } from '../engine/engine.js';
import { makeInterruptContent } from './error-content.js';

/** How long the engine gets to settle an interrupted cell by itself, in milliseconds. */
const grace = 150;

/** Starts cells, and settles them when the user presses Stop, whatever has become of the code. */
export class RunningCells {
  readonly #engine: Engine;
  readonly #takeStop: () => readonly CodePosition[] | undefined;
  readonly #interrupts = new Set<() => void>();

  constructor(engine: Engine, takeStop: () => readonly CodePosition[] | undefined) {
    this.#engine = engine;
    this.#takeStop = takeStop;
  }

  /** Runs a cell once the engine is ready. It settles in any case, soon after an interrupt. */
  async run(request: Omit<CellRequest, 'signal'>): Promise<CellResult> {
    const controller = new AbortController();
    let interrupt: (() => void) | undefined;
    const interrupted = new Promise<CellResult>((resolve) => {
      interrupt = () => {
        controller.abort(Object.assign(new Error('Interrupted'), { name: 'KeyboardInterrupt' }));
        setTimeout(() => resolve({ status: 'error', ...makeInterruptContent(undefined) }), grace);
      };
    });
    this.#interrupts.add(interrupt!);
    try {
      const cell = { ...request, signal: controller.signal };
      return this.#explain(await Promise.race([this.#start(cell), interrupted]), cell);
    } finally {
      this.#interrupts.delete(interrupt!);
    }
  }

  /** Stops every running cell. */
  interrupt(): void {
    for (const interrupt of this.#interrupts) interrupt();
  }

  async #start(request: CellRequest): Promise<CellResult> {
    await this.#engine.ready();
    return this.#engine.execute(request);
  }

  /** Adds the place where the code was stopped, which the socket thread or the cell itself has noted. */
  #explain(result: CellResult, cell: CellRequest): CellResult {
    if (result.status === 'ok' || result.ename !== 'KeyboardInterrupt') return result;
    const place = this.#engine.locate?.(this.#takeStop() ?? [], cell);
    return place === undefined ? result : { status: 'error', ...makeInterruptContent(place) };
  }
}
