// What NumPy's linalg has of eigenvalues, on plain arrays.
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** A complex number. */
export interface Complex {
  /** Its real part. */
  readonly re: number;
  /** Its imaginary part. */
  readonly im: number;
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, the greatest first (NumPy's `eigh`, turned around).
 * @param data size × size, row after row.
 */
export function symmetricEigen(
  data: Float64Array,
  size: number,
): { values: Float64Array; vectors: Float64Array[] } {
  const decomposed = new EigenvalueDecomposition(matrixOf(data, size), { assumeSymmetric: true });
  const { realEigenvalues, eigenvectorMatrix } = decomposed;
  const order = [...realEigenvalues.keys()].sort(
    (a, b) => realEigenvalues[b]! - realEigenvalues[a]!,
  );
  return {
    values: Float64Array.from(order, (k) => realEigenvalues[k]!),
    vectors: order.map((k) => Float64Array.from(eigenvectorMatrix.getColumn(k))),
  };
}

/** The eigenvalues of any square matrix, those of the greatest size first (NumPy's `eigvals`). */
export function eigenvalues(data: Float64Array, size: number): Complex[] {
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(
    matrixOf(data, size),
    { assumeSymmetric: false },
  );
  return realEigenvalues
    .map((re, k) => ({ re, im: imaginaryEigenvalues[k]! }))
    .sort((a, b) => Math.hypot(b.re, b.im) - Math.hypot(a.re, a.im) || b.im - a.im);
}

const matrixOf = (data: Float64Array, size: number) => Matrix.from1DArray(size, size, [...data]);
