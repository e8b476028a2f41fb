import { CholeskyDecomposition, LuDecomposition, Matrix } from 'ml-matrix';

/**
 * The solution of A·x = b.
 * @param data A, size × size, row after row.
 * @returns undefined where A has no inverse.
 */
export function solve(data: Float64Array, b: Float64Array): Float64Array | undefined {
  const size = b.length;
  const decomposed = new LuDecomposition(Matrix.from1DArray(size, size, [...data]));
  if (decomposed.isSingular()) return undefined;
  return Float64Array.from(decomposed.solve(Matrix.columnVector([...b])).getColumn(0));
}

/**
 * The solution of A·x = b for an A that is symmetric to rounding.
 * @param data A, size × size, row after row.
 * @returns undefined where A is not positive definite, or so only by what was rounded.
 */
export function solvePositive(data: Float64Array, b: Float64Array): Float64Array | undefined {
  const size = b.length;
  const matrix = Matrix.from1DArray(size, size, [...data]);
  // Sums of products are symmetric to rounding, and have to be so to the bit.
  const symmetric = Matrix.add(matrix, matrix.transpose()).mul(0.5);
  const decomposed = new CholeskyDecomposition(symmetric);
  if (!decomposed.isPositiveDefinite()) return undefined;
  // What a row has beside those before it: a few last digits are none of its own.
  const own = decomposed.lowerTriangularMatrix.diagonal().map((root) => root * root);
  const rounded = 4 * size * Number.EPSILON;
  if (own.some((left, k) => left <= rounded * symmetric.get(k, k))) return undefined;
  return Float64Array.from(decomposed.solve(Matrix.columnVector([...b])).getColumn(0));
}
