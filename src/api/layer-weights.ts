import { ArgumentError } from '../errors.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { RecurrentSetup } from '../trace/setup.js';
import type { CellWeights } from '../weights/cell-weights.js';
import type { GateViews } from '../weights/gate-views.js';

/** The weights of a recurrent layer by gate. Layers of two directions have them under `forward` and `backward`. */
export class LayerWeights implements CellWeights {
  readonly #layer: string;
  readonly #setup: RecurrentSetup;

  /** Made by `layer.weights`. */
  constructor(layer: string, setup: RecurrentSetup) {
    this.#layer = layer;
    this.#setup = setup;
  }

  /** Kernel by gate, each inputs × units. */
  get W(): GateViews {
    return this.#only().W;
  }

  /** Recurrent kernel by gate, each units × units. */
  get U(): GateViews {
    return this.#only().U;
  }

  /** Bias by gate, each units long; zeros where the layer uses none. */
  get b(): GateViews {
    return this.#only().b;
  }

  /** The bias of the recurrent product, where the framework stores two; their sum counts in an LSTM. */
  get recurrentBias(): GateViews {
    return this.#optional('recurrentBias', 'no second bias');
  }

  /** Peephole weights by gate, each units long. */
  get peephole(): GateViews {
    return this.#optional('peephole', 'no peepholes');
  }

  /** Projection of the output, units × projected units. */
  get projection(): NdArray<FloatStorage> {
    return this.#optional('projection', 'no projection');
  }

  /** The direction that reads from the start. */
  get forward(): CellWeights {
    return this.#direction(false);
  }

  /** The direction that reads from the end. */
  get backward(): CellWeights {
    return this.#direction(true);
  }

  /** The weights of each cell of the first direction, from the bottom; one, except in stacked cells. */
  get cells(): readonly CellWeights[] {
    return this.#setup.directions[0]!.weights;
  }

  /** The weights by their names, with the shapes of their gates. */
  toString(): string {
    const several = this.#setup.directions.length > 1;
    const lines = this.#setup.directions.flatMap(({ backwards, weights }) =>
      weights.map(({ W, U, b }, cell) => {
        const direction = several ? (backwards ? 'backward ' : 'forward ') : '';
        const place = weights.length > 1 ? `${direction}cells[${cell}] ` : direction;
        return `  ${place}W ${W.toString()}; U ${U.toString()}; b ${b.toString()}`;
      }),
    );
    return [`Weights of ${this.#layer}`, ...lines].join('\n');
  }

  /** What Node's `inspect`, and so `console.log`, writes. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  #only(): CellWeights {
    if (this.#setup.directions.length > 1) {
      throw new ArgumentError(
        `Layer "${this.#layer}" has two directions: take weights.forward or weights.backward`,
      );
    }
    if (this.cells.length > 1) {
      throw new ArgumentError(
        `Layer "${this.#layer}" stacks ${this.cells.length} cells: take weights.cells[0], from the bottom`,
      );
    }
    return this.cells[0]!;
  }

  #optional<K extends 'recurrentBias' | 'peephole' | 'projection'>(
    name: K,
    missing: string,
  ): NonNullable<CellWeights[K]> {
    const found = this.#only()[name];
    if (found === undefined) throw new ArgumentError(`Layer "${this.#layer}" has ${missing}`);
    return found;
  }

  #direction(backwards: boolean): CellWeights {
    const found = this.#setup.directions.find((d) => d.backwards === backwards);
    if (found === undefined) {
      throw new ArgumentError(
        `Layer "${this.#layer}" has no ${backwards ? 'backward' : 'forward'} direction`,
      );
    }
    return found.weights[0]!;
  }
}
