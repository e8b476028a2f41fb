import type { FloatStorage } from '../../ndarray/nd-array.js';

/** Rows times a matrix: out = activation(x · weights + bias). All storages are of one type and in C order. */
export interface DenseRun {
  readonly rows: number;
  readonly inputs: number;
  readonly columns: number;
  /** One of `activationNumber`. */
  readonly activation: number;
  /** Rows × inputs. */
  readonly x: FloatStorage;
  /** Inputs × columns. */
  readonly weights: FloatStorage;
  readonly bias: FloatStorage | undefined;
  /** Rows × columns. */
  readonly out: FloatStorage;
}
