import { heatmap, type Heatmap } from './heatmap.js';
import type { HeatmapOptions } from './heatmap-options.js';
import { matricesOf, type Matrix, type MatrixLike } from './matrix.js';
import { originOf } from './origin.js';
import { joinLink } from './trace-link.js';

/** One matrix, drawn in the direction that is asked for. */
function oneOf(values: MatrixLike, transpose: boolean | undefined): Matrix {
  const matrices = matricesOf(values, transpose);
  if (matrices.length === 1) return matrices[0]!;
  throw new RangeError(
    `A difference is that of two matrices, not of ${matrices.length}: pick one sample`,
  );
}

const plain = ({ data, rows, columns }: Matrix) => ({ data, shape: [rows, columns] });

/**
 * Draws two matrices, such as one series of two traces, and their difference: the two share a colour bar, the difference has one
 * of its own, with zero in its middle.
 * @throws RangeError when their shapes differ, and as `heatmap` does
 */
export function difference(a: MatrixLike, b: MatrixLike, options: HeatmapOptions = {}): Heatmap {
  const [from, to] = [originOf(a), originOf(b)];
  const transpose = options.transpose ?? from?.timeFirst ?? to?.timeFirst;
  const [one, other] = [oneOf(a, transpose), oneOf(b, transpose)];
  if (one.rows !== other.rows || one.columns !== other.columns) {
    const sizes = [one, other].map(({ rows, columns }) => `${rows} × ${columns}`);
    throw new RangeError(
      `${sizes.join(' and ')} values have no difference: make their shapes equal`,
    );
  }
  const minus = { ...one, data: Float64Array.from(one.data, (x, k) => x - other.data[k]!) };
  const quantity = from?.quantity ?? to?.quantity ?? 'value';
  return heatmap([plain(one), plain(other), plain(minus)], {
    titles: ['a', 'b', 'a − b'],
    sharedBy: 'quantity',
    quantity: [quantity, quantity, 'error'],
    link: from && from.trace === to?.trace ? joinLink(from.trace, options) : null,
    ...options,
    transpose: false,
  });
}
