import { evaluateGate, makeGateBlock, settleGates } from './gates.js';
import { addAbsoluteProduct, addProduct, sumError } from './products.js';
import type { MemberError, Tangent, TangentSetup } from './tangent.js';

/** One GRU step and its Jacobian, for both places of the reset gate: h′ = z∘h + (1−z)∘n. */
export function gruTangent({ cell, roundoff, initialState }: TangentSetup): Tangent {
  const { units: n, features, W, b, recurrentBias, resetAfter } = cell;
  const [gateU, candidateU] = [columns(cell.U, n, 0, 2 * n), columns(cell.U, n, 2 * n, 3 * n)];
  const gates = makeGateBlock(2 * n);
  const candidate = makeGateBlock(n);
  const h = initialState.h.slice();
  const last = new Float64Array(n);
  const make = (width: number) => new Float64Array(width);
  const [fromInput, inputTotals] = [make(3 * n), make(3 * n)];
  const [gateSums, gateTotals] = [make(2 * n), make(2 * n)];
  const [memory, memoryTotals, memoryNoise] = [make(n), make(n), make(n)];
  const [noiseH, seen] = [make(n), make(n)];
  const [z, r] = [gates.value.subarray(0, n), gates.value.subarray(n)];
  const values = { z, r, n: candidate.value, h };
  const gateErrors = make(2 * n);
  const errors = {
    z: gateErrors.subarray(0, n),
    r: gateErrors.subarray(n),
    n: make(n),
    h: make(n),
  };
  const [seenError, memoryError] = [make(n), make(n)];

  /** What the candidate sees of the state: h, or what the reset gate lets through of it; and the product with U. */
  function remember(): void {
    for (let j = 0; j < n; j++) {
      seen[j] = resetAfter ? h[j]! : r[j]! * h[j]!;
      memory[j] = recurrentBias[2 * n + j]!;
      memoryTotals[j] = Math.abs(memory[j]!);
    }
    addProduct(seen, candidateU, memory);
    addAbsoluteProduct(seen, candidateU, memoryTotals);
    for (let j = 0; j < n; j++) memoryNoise[j] = roundoff * sumError(n + 1, memoryTotals[j]!);
  }

  function advance(x: Float64Array): void {
    fromInput.set(b);
    for (let k = 0; k < 3 * n; k++) inputTotals[k] = Math.abs(b[k]!);
    addProduct(x, W, fromInput);
    addAbsoluteProduct(x, W, inputTotals);
    for (let k = 0; k < 2 * n; k++) {
      gateSums[k] = fromInput[k]! + recurrentBias[k]!;
      gateTotals[k] = inputTotals[k]! + Math.abs(recurrentBias[k]!);
    }
    addProduct(h, gateU, gateSums);
    addAbsoluteProduct(h, gateU, gateTotals);
    for (let k = 0; k < 2 * n; k++) {
      const error = roundoff * sumError(features + n, gateTotals[k]!);
      evaluateGate(gates, k, { z: gateSums[k]!, error, curve: cell.recurrentActivation, roundoff });
    }
    remember();
    last.set(h);
    for (let j = 0; j < n; j++) {
      const gated = resetAfter ? r[j]! * memory[j]! : memory[j]!;
      const sum = fromInput[2 * n + j]! + gated;
      const total = inputTotals[2 * n + j]! + Math.abs(gated) + Math.abs(sum);
      const error = roundoff * sumError(features + 1, total);
      evaluateGate(candidate, j, { z: sum, error, curve: cell.activation, roundoff });
      const [kept, added] = [z[j]! * h[j]!, (1 - z[j]!) * candidate.value[j]!];
      h[j] = kept + added;
      noiseH[j] = roundoff * Math.hypot(kept, 2 * added, h[j]!);
    }
  }

  function push(member: MemberError, signs: Float64Array): void {
    gateErrors.fill(0);
    addProduct(member.h, gateU, gateErrors);
    for (let k = 0; k < 2 * n; k++) {
      const e = gateErrors[k]!;
      gates.squares[k]! += e * e;
      gateErrors[k] = gates.slope[k]! * e + gates.noise[k]! * signs[k]!;
    }
    for (let j = 0; j < n; j++) {
      const e = member.h[j]!;
      seenError[j] = resetAfter ? e : r[j]! * e + last[j]! * errors.r[j]!;
      memoryError[j] = memoryNoise[j]! * signs[2 * n + j]!;
    }
    addProduct(seenError, candidateU, memoryError);
    for (let j = 0; j < n; j++) {
      const m = memoryError[j]!;
      const e = resetAfter ? r[j]! * m + memory[j]! * errors.r[j]! : m;
      candidate.squares[j]! += e * e;
      errors.n[j] = candidate.slope[j]! * e + candidate.noise[j]! * signs[3 * n + j]!;
      member.h[j] = errors.h[j] =
        z[j]! * member.h[j]! +
        (last[j]! - candidate.value[j]!) * errors.z[j]! +
        (1 - z[j]!) * errors.n[j]! +
        noiseH[j]! * signs[4 * n + j]!;
    }
  }

  const kindOf = (k: number) =>
    k < 2 * n ? 'gate' : k >= 3 * n && k < 4 * n ? 'candidate' : 'state';
  const sourceKinds = Array.from({ length: 5 * n }, (_, k) => kindOf(k));
  const settle = (members: number) => {
    settleGates(gates, members);
    settleGates(candidate, members);
  };
  return { sources: 5 * n, sourceKinds, errors, values, advance, push, settle };
}

/** Columns `from` to `to` of a matrix with this many rows, as a matrix of their own. */
function columns(matrix: Float64Array, rows: number, from: number, to: number): Float64Array {
  const width = matrix.length / rows;
  const out = new Float64Array(rows * (to - from));
  for (let i = 0; i < rows; i++) {
    out.set(matrix.subarray(i * width + from, i * width + to), i * (to - from));
  }
  return out;
}
