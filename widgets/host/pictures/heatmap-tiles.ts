// Answers of the kernel about a matrix that is too large for the browser.
import type { TileReply, TileRequest, ValueReply, ValueRequest } from '../../state/index.js';
import type { Matrix } from './matrix.js';
import { poolColumns } from './pool.js';

/** The most numbers in one answer: a view is never wider than some thousand columns. */
const mostCells = 1 << 23;

/**
 * A range of columns, pooled as asked: mean, smallest and greatest as float32 (the values alone when nothing is pooled).
 * @throws RangeError for a range outside the matrix or one too large.
 */
export function answerTile(
  matrix: Matrix,
  request: TileRequest,
): { reply: TileReply; buffers: Uint8Array[] } {
  const { from, to, pooled } = request;
  const isRange = [from, to, pooled].every(Number.isSafeInteger) && from >= 0 && pooled >= 1;
  const cells = matrix.rows * Math.ceil((to - from) / pooled);
  if (!isRange || to > matrix.columns || from >= to || cells > mostCells) {
    throw new RangeError(`No tile of columns ${from} to ${to}, ${pooled} to one, can be made`);
  }
  const { mean, low, high } = poolColumns(matrix, request);
  const parts = pooled === 1 ? [mean] : [mean, low, high];
  return { reply: request, buffers: parts.map((part) => new Uint8Array(part.buffer)) };
}

/** The exact value of one cell; null for NaN and outside the matrix. */
export function answerValue(matrix: Matrix, request: ValueRequest): ValueReply {
  const { row, column } = request;
  const inside = row >= 0 && row < matrix.rows && column >= 0 && column < matrix.columns;
  const value = inside ? matrix.data[row * matrix.columns + column]! : NaN;
  return { ...request, value: Number.isFinite(value) ? value : null };
}
