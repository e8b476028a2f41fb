import type { ElementType } from '../../elements/element-type.js';
import { sizeOf } from '../../ndarray/make.js';
import { axisOf, inputOf, listOf, numberOf, room, type Call, type Operator } from '../call.js';
import { stridesOf, type Value } from '../value.js';
import { wrapped } from '../helpers/integers.js';

/** How numbers are put together: from where, one after the other, and what becomes of it in the end. */
interface Reduction {
  readonly start: number;
  readonly step: (sum: number, x: number) => number;
  readonly finish?: (sum: number, count: number) => number;
}

const reductions: Readonly<Record<string, Reduction>> = {
  ReduceSum: { start: 0, step: (sum, x) => sum + x },
  ReduceMean: { start: 0, step: (sum, x) => sum + x, finish: (sum, count) => sum / count },
  ReduceProd: { start: 1, step: (product, x) => product * x },
  ReduceMax: { start: -Infinity, step: (most, x) => (Number.isNaN(x) || x > most ? x : most) },
  ReduceMin: { start: Infinity, step: (least, x) => (Number.isNaN(x) || x < least ? x : least) },
  ReduceL1: { start: 0, step: (sum, x) => sum + Math.abs(x) },
  ReduceL2: { start: 0, step: (sum, x) => sum + x * x, finish: Math.sqrt },
  ReduceSumSquare: { start: 0, step: (sum, x) => sum + x * x },
  ReduceLogSum: { start: 0, step: (sum, x) => sum + x, finish: Math.log },
};

/** Operations that leave fewer numbers: sums, means, greatest ones, and where they stand. */
export const reductionOperators: Readonly<Record<string, Operator>> = {
  ...Object.fromEntries(
    Object.entries(reductions).map(([name, how]) => [name, (call: Call) => [reduce(call, how)]]),
  ),
  ReduceLogSumExp: (call) => [logSumExp(call)],
  ArgMax: (call) => [extreme(call, (x, best) => x > best)],
  ArgMin: (call) => [extreme(call, (x, best) => x < best)],
};

function reduce(call: Call, how: Reduction): Value {
  return reduceValue(call, inputOf(call, 0), how);
}

function reduceValue(call: Call, value: Value, { start, step, finish }: Reduction): Value {
  const { shape, type } = value;
  const listed = listOf(call, 'axes', 1);
  if (!listed?.length && numberOf(call, 'noop_with_empty_axes', 0) !== 0) return value;
  const axes = listed?.length
    ? listed.map((axis) => axisOf(axis, shape.length))
    : [...shape.keys()];
  const kept = shape.map((n, axis) => (axes.includes(axis) ? 1 : n));
  const sums = new Float64Array(sizeOf(kept)).fill(bounded(start, type));
  const [own, to] = [stridesOf(shape), stridesOf(kept)];
  call.budget.memory(value.data.length);
  value.data.forEach((x, k) => {
    let at = 0;
    for (let axis = 0; axis < shape.length; axis++) {
      if (kept[axis] !== 1) at += (Math.floor(k / own[axis]!) % shape[axis]!) * to[axis]!;
    }
    sums[at] = step(sums[at]!, x);
  });
  const count = value.data.length / sums.length;
  const keep = numberOf(call, 'keepdims', 1) !== 0;
  const left = keep ? kept : kept.filter((_, axis) => !axes.includes(axis));
  const out = room(call, type, left);
  for (let k = 0; k < out.length; k++) {
    const x = finish ? finish(sums[k]!, count) : sums[k]!;
    // A mean of whole numbers is cut towards zero.
    out[k] = type.includes('int') ? Math.trunc(x) : x;
  }
  return { type, shape: left, data: wrapped(out, type) };
}

/** Of nothing at all, the greatest boolean is false and the least is true. */
function bounded(start: number, type: ElementType): number {
  return type === 'bool' ? Math.min(1, Math.max(0, start)) : start;
}

/** ln Σ eˣ, after the greatest x has been taken out. */
function logSumExp(call: Call): Value {
  const value = inputOf(call, 0);
  let most = -Infinity;
  for (const x of value.data) most = Math.max(most, x);
  const shift = Number.isFinite(most) ? most : 0;
  return reduceValue(call, value, {
    start: 0,
    step: (sum, x) => sum + Math.exp(x - shift),
    finish: (sum) => Math.log(sum) + shift,
  });
}

function extreme(call: Call, better: (x: number, best: number) => boolean): Value {
  const { shape, data } = inputOf(call, 0);
  const axis = axisOf(numberOf(call, 'axis', 0), shape.length);
  const last = numberOf(call, 'select_last_index', 0) !== 0;
  const [size, step] = [shape[axis]!, stridesOf(shape)[axis]!];
  const kept = shape.map((n, k) => (k === axis ? 1 : n));
  const out = room(call, 'int64', kept);
  for (let k = 0; k < out.length; k++) {
    const from = Math.floor(k / step) * step * size + (k % step);
    let best = 0;
    for (let n = 1; n < size; n++) {
      const [x, most] = [data[from + n * step]!, data[from + best * step]!];
      if (better(x, most) || (last && x === most)) best = n;
    }
    out[k] = best;
  }
  const keep = numberOf(call, 'keepdims', 1) !== 0;
  return { type: 'int64', shape: keep ? kept : shape.filter((_, k) => k !== axis), data: out };
}
