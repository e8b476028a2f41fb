import { curveError, slopeAt } from './curves.js';
import { evaluateGate, makeGateBlock, settleGates } from './gates.js';
import { addAbsoluteProduct, addProduct, sumError } from './products.js';
import type { MemberError, Tangent, TangentSetup } from './tangent.js';

/** One LSTM step and its Jacobian: c′ = f∘c + i∘g, h′ = o∘φ(c′); the gates see h only. */
export function lstmTangent({ cell, roundoff, initialState }: TangentSetup): Tangent {
  const { units: n, features, W, U, b, recurrentBias } = cell;
  const block = makeGateBlock(4 * n);
  const [h, c] = [initialState.h.slice(), initialState.c.slice()];
  const last = new Float64Array(n);
  const squashed = new Float64Array(n);
  const slopeOut = new Float64Array(n);
  const noiseC = new Float64Array(n);
  const noiseH = new Float64Array(n);
  const [sums, totals] = [new Float64Array(4 * n), new Float64Array(4 * n)];
  const gate = (k: number) => block.value.subarray(k * n, (k + 1) * n);
  const values = { i: gate(0), f: gate(1), g: gate(2), o: gate(3), c, h };
  const { i, f, g, o } = values;
  const gateErrors = new Float64Array(4 * n);
  const part = (k: number) => gateErrors.subarray(k * n, (k + 1) * n);
  const errors = {
    i: part(0),
    f: part(1),
    g: part(2),
    o: part(3),
    c: new Float64Array(n),
    h: new Float64Array(n),
  };

  function advance(x: Float64Array): void {
    for (let k = 0; k < 4 * n; k++) {
      sums[k] = b[k]! + recurrentBias[k]!;
      totals[k] = Math.abs(b[k]!) + Math.abs(recurrentBias[k]!);
    }
    addProduct(x, W, sums);
    addProduct(h, U, sums);
    addAbsoluteProduct(x, W, totals);
    addAbsoluteProduct(h, U, totals);
    for (let k = 0; k < 4 * n; k++) {
      const curve = k >= 2 * n && k < 3 * n ? cell.activation : cell.recurrentActivation;
      const error = roundoff * sumError(features + n, totals[k]!);
      evaluateGate(block, k, { z: sums[k]!, error, curve, roundoff });
    }
    last.set(c);
    for (let j = 0; j < n; j++) {
      const [kept, added] = [f[j]! * c[j]!, i[j]! * g[j]!];
      const next = kept + added;
      const out = cell.activation.of(next);
      c[j] = next;
      h[j] = o[j]! * out;
      squashed[j] = out;
      slopeOut[j] = slopeAt(cell.activation, next, out);
      noiseC[j] = roundoff * Math.hypot(kept, added, next);
      noiseH[j] = roundoff * Math.hypot(o[j]! * curveError(cell.activation, out), h[j]!);
    }
  }

  function push(member: MemberError, signs: Float64Array): void {
    gateErrors.fill(0);
    addProduct(member.h, U, gateErrors);
    for (let k = 0; k < 4 * n; k++) {
      const e = gateErrors[k]!;
      block.squares[k]! += e * e;
      gateErrors[k] = block.slope[k]! * e + block.noise[k]! * signs[k]!;
    }
    for (let j = 0; j < n; j++) {
      const e =
        f[j]! * member.c[j]! +
        last[j]! * errors.f[j]! +
        i[j]! * errors.g[j]! +
        g[j]! * errors.i[j]! +
        noiseC[j]! * signs[4 * n + j]!;
      member.c[j] = errors.c[j] = e;
      member.h[j] = errors.h[j] =
        o[j]! * slopeOut[j]! * e + squashed[j]! * errors.o[j]! + noiseH[j]! * signs[5 * n + j]!;
    }
  }

  const sourceKinds = Array.from({ length: 6 * n }, (_, k) =>
    k >= 4 * n ? 'state' : k >= 2 * n && k < 3 * n ? 'candidate' : 'gate',
  );
  const settle = (members: number) => settleGates(block, members);
  return { sources: 6 * n, sourceKinds, errors, values, advance, push, settle };
}
