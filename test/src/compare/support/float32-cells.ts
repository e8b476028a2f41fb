// The same cells in float32, the way different programs do it: every operation is rounded, sums run in various orders.
import type { Curve } from '../../../../src/rounding/flat-cell.js';
import { gateCount } from '../../../../src/rounding/flat-cell.js';
import type { DenseCell } from './random-cells.js';
import { uniforms } from './random-cells.js';

const r = Math.fround;

/** A way to add up products a[k]·b[k], rounding as float32 does. */
export type Dot = (a: ArrayLike<number>, b: ArrayLike<number>) => number;

const products = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a, (x, k) => r(x * b[k]!));
const inTurn = (terms: readonly number[]) => terms.reduce((sum, x) => r(sum + x), 0);
const pairwise = (terms: readonly number[]): number => {
  if (terms.length <= 2) return inTurn(terms);
  const half = terms.length >> 1;
  return r(pairwise(terms.slice(0, half)) + pairwise(terms.slice(half)));
};
const shuffled = (terms: number[]) => {
  const next = uniforms(terms.length * 977 + 5);
  for (let k = terms.length - 1; k > 0; k--) {
    const other = Math.floor(next() * (k + 1));
    [terms[k], terms[other]] = [terms[other]!, terms[k]!];
  }
  return terms;
};

/** The orders, by name. `fused` rounds once per multiply-add, eight lanes at a time; `sorted` makes partial sums as large as can be. */
export const dots: Readonly<Record<string, Dot>> = {
  forward: (a, b) => inTurn(products(a, b)),
  backward: (a, b) => inTurn(products(a, b).reverse()),
  pairwise: (a, b) => pairwise(products(a, b)),
  shuffled: (a, b) => inTurn(shuffled(products(a, b))),
  sorted: (a, b) => inTurn(products(a, b).sort((x, y) => y - x)),
  fused(a, b) {
    const lanes = new Float32Array(8);
    // A product of two float32 is exact in float64, so this is a fused multiply-add up to a double rounding.
    for (let k = 0; k < a.length; k++) lanes[k % 8] = lanes[k % 8]! + a[k]! * b[k]!;
    return pairwise([...lanes]);
  },
};

/** Ways to evaluate a curve in float32: rounded once, or with every operation rounded, as formulas in shaders and SIMD code do. */
export const squashers: Readonly<Record<string, (curve: Curve) => (x: number) => number>> = {
  exact: (curve) => (x) => r(curve.of(x)),
  stepwise: (curve) => {
    if (curve.id === 'sigmoid') return (x) => r(1 / r(1 + r(Math.exp(-x))));
    if (curve.id === 'tanh') return (x) => r(r(2 / r(1 + r(Math.exp(r(-2 * x))))) - 1);
    if (curve.id === 'hard_sigmoid_keras2') {
      return (x) => Math.min(1, Math.max(0, r(r(r(0.2) * x) + 0.5)));
    }
    if (curve.id === 'hard_sigmoid_keras3') {
      return (x) => Math.min(1, Math.max(0, r(r(x * r(1 / 6)) + 0.5)));
    }
    return (x) => r(curve.of(x));
  },
  rational: (curve) => {
    if (curve.id === 'tanh') return eigenTanh;
    if (curve.id === 'sigmoid') return (x) => r(r(0.5 * eigenTanh(r(0.5 * x))) + 0.5);
    return (x) => r(curve.of(x));
  },
  byTanh: (curve) =>
    curve.id === 'sigmoid'
      ? (x) => r(r(0.5 * r(Math.tanh(r(0.5 * x)))) + 0.5)
      : (x) => r(curve.of(x)),
};

/** A ratio of polynomials in x², the odd one times x, in float32 (Horner). */
function rational(x: number, odd: readonly number[], even: readonly number[]): number {
  const square = r(x * x);
  const horner = (factors: readonly number[]) =>
    factors.reduce((sum, factor) => r(r(sum * square) + r(factor)), 0);
  return r(r(x * horner(odd)) / horner(even));
}

/** tanh as Eigen computes it (generic_fast_tanh_float in MathFunctionsImpl.h), and with it TensorFlow and onnxruntime. */
function eigenTanh(x: number): number {
  const odd = [-2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5, 6.37261928875436e-4, 4.89352455891786e-3]; // prettier-ignore
  const even = [1.19825839466702e-6, 1.18534705686654e-4, 2.268434632439e-3, 4.89352518554385e-3];
  return rational(r(Math.max(-7.9, Math.min(7.9, x))), odd, even);
}

/** How one program evaluates a cell. */
export interface Habit {
  readonly dot: Dot;
  readonly squash: (curve: Curve) => (x: number) => number;
  /** x·W and h·U as one long sum over [x, h, 1], or two sums that are added, the bias before or after. */
  readonly sums: 'one' | 'two' | 'bias first';
}

/** Runs a cell in float32; returns h, steps × units. */
export function runFloat32(cell: DenseCell, input: Float64Array, steps: number, habit: Habit) {
  const { units: n, features, kind } = cell;
  const gates = gateCount[kind];
  const columnsOf = (matrix: Float64Array, rows: number) =>
    Array.from({ length: gates * n }, (_, j) =>
      Float32Array.from({ length: rows }, (__, i) => matrix[i * gates * n + j]!),
    );
  const weights = {
    W: columnsOf(Float64Array.from(cell.W.values), features),
    U: columnsOf(Float64Array.from(cell.U.values), n),
  };
  const out = new Float64Array(steps * n);
  let h: Float32Array = new Float32Array(n);
  let c: Float32Array = new Float32Array(n);
  for (let t = 0; t < steps; t++) {
    const x = Float32Array.from(input.subarray(t * features, (t + 1) * features));
    const step = steps32[kind]({ cell, weights, habit, x, h, c });
    h = step.h;
    c = step.c;
    out.set(h, t * n);
  }
  return out;
}

interface Step32 {
  readonly cell: DenseCell;
  readonly weights: { readonly W: readonly Float32Array[]; readonly U: readonly Float32Array[] };
  readonly habit: Habit;
  readonly x: Float32Array;
  readonly h: Float32Array;
  readonly c: Float32Array;
}

function sumOf({ cell, weights, habit: { dot, sums }, x, h }: Step32, k: number): number {
  const [W, U] = [weights.W[k]!, weights.U[k]!];
  const bias = r(cell.b[k]! + cell.recurrentBias[k]!);
  if (sums === 'one') return dot([...x, ...h, 1], [...W, ...U, bias]);
  if (sums === 'two') return r(r(dot(x, W) + dot(h, U)) + bias);
  return r(r(bias + dot(h, U)) + dot(x, W));
}

const steps32 = {
  lstm(at: Step32) {
    const { cell, habit, c } = at;
    const n = cell.units;
    const [sigma, phi] = [habit.squash(cell.recurrentActivation), habit.squash(cell.activation)];
    const next = { h: new Float32Array(n), c: new Float32Array(n) };
    for (let j = 0; j < n; j++) {
      const [i, f] = [sigma(sumOf(at, j)), sigma(sumOf(at, n + j))];
      const [g, o] = [phi(sumOf(at, 2 * n + j)), sigma(sumOf(at, 3 * n + j))];
      next.c[j] = r(r(f * c[j]!) + r(i * g));
      next.h[j] = r(o * phi(next.c[j]!));
    }
    return next;
  },
  gru(at: Step32) {
    const { cell, weights, habit, x, h } = at;
    const resetAfter = cell.kind === 'gru' && cell.resetAfter;
    const n = cell.units;
    const [sigma, phi] = [habit.squash(cell.recurrentActivation), habit.squash(cell.activation)];
    const next = { h: new Float32Array(n), c: new Float32Array(n) };
    const z = Float32Array.from({ length: n }, (_, j) => sigma(sumOf(at, j)));
    const reset = Float32Array.from({ length: n }, (_, j) => sigma(sumOf(at, n + j)));
    const seen = resetAfter ? h : h.map((v, j) => r(v * reset[j]!));
    for (let j = 0; j < n; j++) {
      const k = 2 * n + j;
      const memory = r(habit.dot(seen, weights.U[k]!) + cell.recurrentBias[k]!);
      const gated = resetAfter ? r(reset[j]! * memory) : memory;
      const candidate = phi(r(r(habit.dot(x, weights.W[k]!) + cell.b[k]!) + gated));
      // Two common spellings of the same formula.
      next.h[j] =
        habit.sums === 'two'
          ? r(candidate + r(z[j]! * r(h[j]! - candidate)))
          : r(r(z[j]! * h[j]!) + r(r(1 - z[j]!) * candidate));
    }
    return next;
  },
  'simple-rnn'(at: Step32) {
    const phi = at.habit.squash(at.cell.activation);
    const h = Float32Array.from({ length: at.cell.units }, (_, j) => phi(sumOf(at, j)));
    return { h, c: at.c };
  },
};

/** Every habit there is: orders × ways to squash × ways to sum. */
export const habits: readonly (Habit & { readonly name: string })[] = Object.entries(dots).flatMap(
  ([order, dot]) =>
    Object.entries(squashers).flatMap(([way, squash]) =>
      (['one', 'two', 'bias first'] as const).map((sums) => ({
        name: `${order}, ${way}, ${sums}`,
        dot,
        squash,
        sums,
      })),
    ),
);
