/** What a row of numbers is multiplied by: a matrix, or a convolution. */
export interface LinearMap {
  readonly inputs: number;
  readonly outputs: number;
  /** How many products one output adds up, at most. */
  readonly terms: number;
  /** Multiplications that one row takes. */
  readonly work: number;
  /** Adds row · map to `out`. */
  add(row: Float64Array, out: Float64Array): void;
  /** The same map with every weight changed. */
  map(change: (weight: number) => number): LinearMap;
}

/** A matrix, inputs × outputs, row after row. Its numbers may be laid out when they are needed first. */
export class Matrix implements LinearMap {
  readonly inputs: number;
  readonly outputs: number;
  readonly terms: number;
  readonly work: number;
  #values: Float64Array | (() => Float64Array);

  constructor(
    values: Float64Array | (() => Float64Array),
    { inputs, outputs }: { readonly inputs: number; readonly outputs: number },
  ) {
    this.#values = values;
    [this.inputs, this.outputs] = [inputs, outputs];
    [this.terms, this.work] = [inputs, inputs * outputs];
  }

  /** The numbers, row after row. */
  get values(): Float64Array {
    if (typeof this.#values === 'function') this.#values = this.#values();
    return this.#values;
  }

  add(row: Float64Array, out: Float64Array): void {
    const { values, outputs } = this;
    let k = 0;
    let i = 0;
    // Four rows at a time: the sums are read and written once for all of them.
    for (; i + 3 < row.length; i += 4, k += 4 * outputs) {
      const [a, b, c, d] = [row[i]!, row[i + 1]!, row[i + 2]!, row[i + 3]!];
      const [second, third, fourth] = [k + outputs, k + 2 * outputs, k + 3 * outputs];
      for (let j = 0; j < outputs; j++) {
        out[j]! +=
          a * values[k + j]! +
          b * values[second + j]! +
          (c * values[third + j]! + d * values[fourth + j]!);
      }
    }
    for (; i < row.length; i++, k += outputs) {
      const x = row[i]!;
      for (let j = 0; j < outputs; j++) out[j]! += x * values[k + j]!;
    }
  }

  map(change: (weight: number) => number): Matrix {
    return new Matrix(() => this.values.map(change), this);
  }

  /** Columns `from` to `to` as a matrix of their own. */
  columns(from: number, to: number): Matrix {
    const { inputs, outputs } = this;
    const width = to - from;
    const cut = () => {
      const out = new Float64Array(inputs * width);
      for (let i = 0; i < inputs; i++) {
        out.set(this.values.subarray(i * outputs + from, i * outputs + to), i * width);
      }
      return out;
    };
    return new Matrix(cut, { inputs, outputs: width });
  }
}
