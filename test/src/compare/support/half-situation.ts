import { flattenCell } from '../../../../src/compare/diagnosis/flatten.js';
import { inHalfPrecision } from '../../../../src/compare/diagnosis/half-precision.js';
import type { Situation } from '../../../../src/compare/diagnosis/situation.js';
import type { Curve } from '../../../../src/rounding/flat-cell.js';
import type { HalfPrecision } from '../../../../src/rounding/precisions.js';
import type { DenseCell } from './random-cells.js';

interface HalfState {
  readonly h: Float64Array;
  readonly c: Float64Array;
}

/**
 * What TensorFlow and PyTorch return for a layer of one direction in half precision: products of matrices are added up in float32 and
 * rounded once, everything else is rounded after every operation.
 */
export function runInHalf(situation: Situation, half: HalfPrecision): Float64Array {
  const at = inHalfPrecision(situation, half);
  const cell = flattenCell(at.setup.directions[0]!.specs[0]!) as DenseCell;
  const rows = at.input.data as Float64Array;
  const steps = rows.length / cell.features;
  const out = new Float64Array(steps * cell.units);
  let state: HalfState = { h: new Float64Array(cell.units), c: new Float64Array(cell.units) };
  for (let t = 0; t < steps; t++) {
    const x = rows.subarray(t * cell.features, (t + 1) * cell.features);
    state = halfSteps[cell.kind]({ cell, x, state, r: half.round });
    out.set(state.h, t * cell.units);
  }
  return out;
}

interface HalfStep {
  readonly cell: DenseCell;
  readonly x: Float64Array;
  readonly state: HalfState;
  readonly r: (x: number) => number;
}

/** A row times a matrix, rounded once. */
function product(row: Float64Array, matrix: DenseCell['W'], r: HalfStep['r']): Float64Array {
  const out = new Float64Array(matrix.outputs);
  matrix.add(row, out);
  return out.map(r);
}

const curveIn =
  (curve: Curve, r: HalfStep['r']) =>
  (x: number): number =>
    r(curve.of(x));

/** All sums x·W + h·U + b. */
function sums({ cell, x, state, r }: HalfStep): Float64Array {
  const [a, b] = [product(x, cell.W, r), product(state.h, cell.U, r)];
  return a.map((v, k) => r(r(v + b[k]!) + r(cell.b[k]! + cell.recurrentBias[k]!)));
}

const halfSteps: Readonly<Record<DenseCell['kind'], (step: HalfStep) => HalfState>> = {
  lstm(step) {
    const { cell, state, r } = step;
    const n = cell.units;
    const z = sums(step);
    const [sigma, phi] = [curveIn(cell.recurrentActivation, r), curveIn(cell.activation, r)];
    const c = state.c.map((v, j) =>
      r(r(sigma(z[n + j]!) * v) + r(sigma(z[j]!) * phi(z[2 * n + j]!))),
    );
    return { c, h: c.map((v, j) => r(sigma(z[3 * n + j]!) * phi(v))) };
  },
  gru(step) {
    const { cell, x, state, r } = step;
    const n = cell.units;
    const all = sums(step);
    const [sigma, phi] = [curveIn(cell.recurrentActivation, r), curveIn(cell.activation, r)];
    const reset = state.h.map((_, j) => sigma(all[n + j]!));
    const after = cell.kind === 'gru' && cell.resetAfter;
    const seen = after ? state.h : state.h.map((v, j) => r(v * reset[j]!));
    const memory = product(seen, cell.U, r);
    const input = product(x, cell.W, r);
    const h = state.h.map((v, j) => {
      const k = 2 * n + j;
      const biased = r(memory[k]! + cell.recurrentBias[k]!);
      const candidate = phi(
        r(r(input[k]! + cell.b[k]!) + (after ? r(reset[j]! * biased) : biased)),
      );
      const z = sigma(all[j]!);
      return r(r(z * v) + r(r(1 - z) * candidate));
    });
    return { h, c: state.c };
  },
  'simple-rnn': (step) => ({
    h: sums(step).map(curveIn(step.cell.activation, step.r)),
    c: step.state.c,
  }),
};
