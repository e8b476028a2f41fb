import { fromStorage, sizeOf, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';

/** A matrix that a vector is multiplied by, x · M, and the gradient with respect to it, summed over all calls of `back`. */
export class WeightMatrix {
  readonly #matrix: Float64Array;
  readonly #gradient: Float64Array;
  readonly #shape: readonly number[];

  /** `view` is rows × columns. */
  constructor(view: NdArray<FloatStorage>) {
    this.#matrix = Float64Array.from(toStorage(view, 'float64'));
    this.#gradient = new Float64Array(this.#matrix.length);
    this.#shape = [...view.shape];
  }

  /** x · M. */
  of(x: Float64Array): Float64Array {
    const [rows = 0, columns = 0] = this.#shape;
    const out = new Float64Array(columns);
    for (let row = 0, at = 0; row < rows; row++) {
      const value = x[row]!;
      for (let column = 0; column < columns; column++, at++)
        out[column]! += value * this.#matrix[at]!;
    }
    return out;
  }

  /** Adds M · dz to dx, and x ⊗ dz to the gradient of the matrix. */
  back(dz: Float64Array, x: Float64Array, dx: Float64Array): void {
    const [rows = 0, columns = 0] = this.#shape;
    for (let row = 0, at = 0; row < rows; row++) {
      const value = x[row]!;
      let sum = 0;
      for (let column = 0; column < columns; column++, at++) {
        sum += this.#matrix[at]! * dz[column]!;
        this.#gradient[at]! += value * dz[column]!;
      }
      dx[row]! += sum;
    }
  }

  /** The gradient so far, in the shape of the matrix. */
  get gradient(): NdArray<FloatStorage> {
    return fromStorage(this.#gradient, this.#shape);
  }
}

/** A vector that is added to a sum (a bias), or multiplied in element by element (a peephole). */
export class WeightVector {
  /** The vector, in float64. */
  readonly values: Float64Array;
  readonly #gradient: Float64Array;

  /** `view` is as long as the cell has units. */
  constructor(view: NdArray<FloatStorage>) {
    this.values = Float64Array.from(toStorage(view, 'float64'));
    this.#gradient = new Float64Array(sizeOf(view.shape));
  }

  /** Adds to the gradient: dz of a bias, dz ∘ seen of a peephole. */
  back(dz: Float64Array, seen?: Float64Array): void {
    for (let k = 0; k < dz.length; k++) this.#gradient[k]! += seen ? dz[k]! * seen[k]! : dz[k]!;
  }

  /** The gradient so far. */
  get gradient(): NdArray<FloatStorage> {
    return fromStorage(this.#gradient, [this.#gradient.length]);
  }
}
