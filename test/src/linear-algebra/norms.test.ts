import assert from 'node:assert/strict';
import { frobeniusNorm, spectralNorm } from '../../../src/linear-algebra/norms.js';

const rows = (...values: number[][]) => values.map((row) => Float64Array.from(row));

// Expected values: numpy.linalg.norm(A, 'fro') and numpy.linalg.norm(A, 2), NumPy 2.
it("norms are NumPy's", () => {
  const A = rows([1, 2, 3], [4, 5, 6]);
  assert.ok(Math.abs(frobeniusNorm(A) - 9.539392014169456) < 1e-14);
  assert.ok(Math.abs(spectralNorm(A) - 9.508032000695724) < 1e-13);
});

it('norms neither overflow nor lose what is small, and say what is not finite', () => {
  assert.ok(Math.abs(frobeniusNorm(rows([3e200, 4e200])) / 5e200 - 1) < 1e-15);
  assert.ok(Math.abs(frobeniusNorm(rows([3e-200], [4e-200])) / 5e-200 - 1) < 1e-15);
  assert.equal(frobeniusNorm(rows([0, 0])), 0);
  assert.equal(frobeniusNorm(rows([1, -Infinity])), Infinity);
  assert.ok(Number.isNaN(frobeniusNorm(rows([1, NaN]))));
  assert.equal(spectralNorm(rows([0, 0])), 0);
  assert.equal(spectralNorm(rows([Infinity, 1])), Infinity);
});

it('frobeniusNorm() takes rows that no stack holds', () => {
  assert.equal(frobeniusNorm([new Float64Array(400_000).fill(0.5)]), Math.sqrt(100_000));
});
