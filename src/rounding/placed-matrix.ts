import type { ColumnMap, Matrix } from './linear-map.js';

/** What assembly/products.ts computes; places are in bytes. */
export interface Products {
  /** Adds every member's row times the packed weights to `out`: `rows` and `out` hold the members side by side. */
  multiplyMembers(
    rows: number,
    weights: number,
    out: number,
    inputs: number,
    pairs: number,
    members: number,
  ): void;
  /** Adds one row times the packed weights to `sums`, and the absolute values of all terms to `sizes`. */
  multiplyRow(
    row: number,
    weights: number,
    sums: number,
    sizes: number,
    inputs: number,
    pairs: number,
  ): void;
}

/** The memory that compiled products work in. */
export interface ProductMemory {
  /** The compiled products. */
  readonly products: Products;
  /** Where room for so many bytes begins, behind all weights. Until the next call, and not beyond. */
  room(bytes: number): number;
  /** All of it as float32; to be asked for anew after `room`. */
  readonly singles: Float32Array;
  /** All of it as float64; to be asked for anew after `room`. */
  readonly doubles: Float64Array;
}

/** Where a matrix lies in a workspace. */
interface Place {
  readonly matrix: Matrix;
  /** In bytes. */
  readonly at: number;
  /** Whether float32 holds all its weights to the last bit. */
  readonly exact: boolean;
}

/**
 * A matrix in the memory of the compiled products, in float32. What has to be exact is computed there where float32 holds the weights to the last
 * bit, as nearly all files store them; otherwise from the weights themselves.
 */
export class PlacedMatrix implements ColumnMap {
  /** Rows of the matrix. */
  readonly inputs: number;
  /** Columns of the matrix. */
  readonly outputs: number;
  /** Products that one output adds up: the inputs. */
  readonly terms: number;
  /** Multiplications that one row takes: inputs × outputs. */
  readonly work: number;
  readonly #pairs: number;

  constructor(
    private readonly workspace: ProductMemory,
    private readonly place: Place,
  ) {
    ({
      inputs: this.inputs,
      outputs: this.outputs,
      terms: this.terms,
      work: this.work,
    } = place.matrix);
    this.#pairs = Math.ceil(this.outputs / 2);
  }

  add(row: Float64Array, out: Float64Array): void {
    if (this.place.exact) this.#addRow(row, out, undefined);
    else this.place.matrix.add(row, out);
  }

  addSized(row: Float64Array, out: Float64Array, sizes: Float64Array): void {
    if (this.place.exact) this.#addRow(row, out, sizes);
    else this.place.matrix.addSized(row, out, sizes);
  }

  #addRow(row: Float64Array, out: Float64Array, sizes: Float64Array | undefined): void {
    const { inputs, outputs, workspace } = this;
    const width = 2 * this.#pairs;
    const at = workspace.room(8 * (inputs + 2 * width));
    const [sumsAt, sizesAt] = [at + 8 * inputs, at + 8 * (inputs + width)];
    workspace.doubles.set(row, at / 8);
    workspace.products.multiplyRow(at, this.place.at, sumsAt, sizesAt, inputs, this.#pairs);
    const { doubles } = workspace;
    for (let j = 0, k = sumsAt / 8; j < outputs; j++, k++) out[j]! += doubles[k]!;
    if (!sizes) return;
    for (let j = 0, k = sizesAt / 8; j < outputs; j++, k++) sizes[j]! += doubles[k]!;
  }

  addMembers(rows: Float32Array, out: Float32Array, members: number): void {
    const { inputs, outputs, workspace } = this;
    const at = workspace.room(4 * members * (inputs + 2 * this.#pairs));
    const outAt = at + 4 * members * inputs;
    workspace.singles.set(rows, at / 4);
    const { products, singles } = workspace;
    products.multiplyMembers(at, this.place.at, outAt, inputs, this.#pairs, members);
    for (let k = 0, from = outAt / 4; k < outputs * members; k++, from++) out[k]! += singles[from]!;
  }

  map(change: (weight: number) => number): Matrix {
    return this.place.matrix.map(change);
  }

  columns(from: number, to: number): PlacedMatrix {
    const { matrix, at, exact } = this.place;
    return new PlacedMatrix(this.workspace, {
      matrix: matrix.columns(from, to),
      at: at + 4 * this.inputs * from,
      exact,
    });
  }
}
