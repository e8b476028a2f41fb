// The door to ml-matrix: what NumPy's linalg has, on plain rows.
import { Matrix, SingularValueDecomposition } from 'ml-matrix';

/** The largest singular value of a matrix (NumPy's `norm(A, 2)`); what is not finite stays so. */
export function spectralNorm(rows: readonly Float64Array[]): number {
  const size = frobeniusNorm(rows);
  if (size === 0 || !Number.isFinite(size)) return size;
  const wanted = { computeLeftSingularVectors: false, computeRightSingularVectors: false };
  const matrix = new Matrix(rows.map((row) => [...row]));
  return new SingularValueDecomposition(matrix, { ...wanted, autoTranspose: true }).norm2;
}

/** The root of the sum of squares (NumPy's `norm(A, 'fro')`). */
export function frobeniusNorm(rows: readonly Float64Array[]): number {
  return length(rows.map(length));
}

/** The length of a vector of any length; scaled, so that no square overflows. */
function length(vector: ArrayLike<number>): number {
  let [scale, squares] = [0, 1];
  for (let k = 0; k < vector.length; k++) {
    const size = Math.abs(vector[k]!);
    if (size === 0) continue;
    if (size === Infinity) return size;
    if (size > scale) [scale, squares] = [size, 1 + squares * (scale / size) ** 2];
    else squares += (size / scale) ** 2;
  }
  return scale * Math.sqrt(squares);
}
