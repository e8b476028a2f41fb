import type { FloatStorage } from '../../ndarray/nd-array.js';

/** Rows times a matrix: out = activation(x · weights + bias). All storages are of one type and in C order. */
export interface DenseRun {
  /** How many rows there are. */
  readonly rows: number;
  /** Numbers in a row of `x`. */
  readonly inputs: number;
  /** Numbers in a row of `out`. */
  readonly columns: number;
  /** One of `activationNumber`. */
  readonly activation: number;
  /** Rows × inputs. */
  readonly x: FloatStorage;
  /** Inputs × columns. */
  readonly weights: FloatStorage;
  /** One number per column; undefined adds nothing. */
  readonly bias: FloatStorage | undefined;
  /** Rows × columns. */
  readonly out: FloatStorage;
}
