import { evaluateGate, makeGateBlock, settleGates } from './gates.js';
import { addAbsoluteProduct, addProduct, sumError } from './products.js';
import type { MemberError, Tangent, TangentSetup } from './tangent.js';

/** One step of a simple recurrent network and its Jacobian: h′ = φ(x·W + b + h·U). */
export function simpleRnnTangent({ cell, roundoff, initialState }: TangentSetup): Tangent {
  const { units: n, features, W, U, b, recurrentBias } = cell;
  const block = makeGateBlock(n);
  const h = block.value;
  h.set(initialState.h);
  const sums = new Float64Array(n);
  const totals = new Float64Array(n);
  const error = new Float64Array(n);

  function advance(x: Float64Array): void {
    for (let j = 0; j < n; j++) {
      sums[j] = b[j]! + recurrentBias[j]!;
      totals[j] = Math.abs(b[j]!) + Math.abs(recurrentBias[j]!);
    }
    addProduct(x, W, sums);
    addProduct(h, U, sums);
    addAbsoluteProduct(x, W, totals);
    addAbsoluteProduct(h, U, totals);
    for (let j = 0; j < n; j++) {
      const local = roundoff * sumError(features + n, totals[j]!);
      evaluateGate(block, j, { z: sums[j]!, error: local, curve: cell.activation, roundoff });
    }
  }

  function push(member: MemberError, signs: Float64Array): void {
    error.fill(0);
    addProduct(member.h, U, error);
    for (let j = 0; j < n; j++) {
      const e = error[j]!;
      block.squares[j]! += e * e;
      member.h[j] = error[j] = block.slope[j]! * e + block.noise[j]! * signs[j]!;
    }
  }

  const sourceKinds = Array.from({ length: n }, () => 'candidate' as const);
  const settle = (members: number) => settleGates(block, members);
  return { sources: n, sourceKinds, errors: { h: error }, values: { h }, advance, push, settle };
}
