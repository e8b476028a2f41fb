import { answer } from '../answers/answer.js';
import { ArgumentError } from '../errors.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import { originOf } from './origin.js';
import { realRows } from './real-rows.js';
import { wideBlocks } from './wide-blocks.js';

/**
 * How many steps each unit of an LSTM remembers: τ = −1 / ln f, with f the geometric mean of its forget gate over all steps. After τ steps a
 * value in the cell has fallen to 1/e. A gate that is shut once forgets everything (0); one that never closes keeps it (∞). A GRU keeps its
 * state by the update gate z in the same way. Steps that a mask skipped do not count, where the array is a series of a trace.
 * @param forget the forget gate (of a GRU the update gate): steps × units, or samples × steps × units.
 * @throws ArgumentError for another series of a trace, or values that no such gate takes.
 */
export function timescales(forget: NdArray): Float64Array {
  const origin = originOf(forget);
  const keeping = { lstm: 'f', gru: 'z', 'simple-rnn': undefined };
  const wanted = origin && keeping[origin.direction.cells[origin.cell]!.kind];
  if (origin && origin.letter !== wanted) {
    throw new ArgumentError(
      `Timescales are those of the gate that keeps the state (f of an LSTM, z of a GRU), not of "${origin.name}" of layer "${origin.trace.layer.name}"`,
      { layer: origin.trace.layer.name },
    );
  }
  const { units, values } = realRows(forget, origin);
  const memory = new MemoryLength(units);
  memory.add(values);
  return answer('timescales', memory.result());
}

function requireGate(value: number): void {
  if (value >= 0 && value <= 1) return;
  throw new ArgumentError(
    `A gate that keeps the state lies between 0 and 1, but one value is ${value}`,
  );
}

/** Products are turned into logarithms before they lose digits by becoming too small: from here, twice. */
const small = 1e-150;

/** How long each unit remembers, of rows that come piece by piece. */
export class MemoryLength {
  /** Sums of logarithms, and products of the numbers whose logarithms have not been taken yet. */
  readonly #logs: Float64Array;
  readonly #products: Float64Array;
  #rows = 0;

  /** @param units numbers of a row. */
  constructor(units: number) {
    this.#logs = new Float64Array(units);
    this.#products = new Float64Array(units).fill(1);
  }

  /**
   * Takes more rows into account: the logarithm of a product is the sum of logarithms, and a product costs a fraction of a logarithm.
   * @throws ArgumentError for values that no gate takes.
   */
  add(values: FloatStorage): void {
    const units = this.#logs.length;
    for (const block of wideBlocks(values, units)) {
      for (let at = 0; at < block.length; at += units) this.#addRow(block, at);
    }
    this.#rows += values.length / units;
  }

  #addRow(values: Float64Array, from: number): void {
    const [logs, products] = [this.#logs, this.#products];
    for (let unit = 0; unit < logs.length; unit++) {
      const value = values[from + unit]!;
      const product = products[unit]! * value;
      // False for NaN too.
      if (product > small && value <= 1) products[unit] = product;
      else {
        requireGate(value);
        logs[unit]! += Math.log(products[unit]!) + Math.log(value);
        products[unit] = 1;
      }
    }
  }

  /** τ of each unit so far. */
  result(): Float64Array {
    return this.#logs.map((log, unit) => {
      const sum = log + Math.log(this.#products[unit]!);
      return sum === 0 ? Infinity : -this.#rows / sum;
    });
  }
}
