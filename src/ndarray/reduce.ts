// Reductions in flat loops. Sums are kept in float64, in eight partial sums where the numbers lie side by side: faster than one, and closer to
// the exact value. Native code (native/reduce.c) adds in the same order, so that a result is the same to the bit wherever it is computed.
import { reduceCompiled } from './compiled-reductions.js';
import type { Lanes } from './lanes.js';

/** What becomes of each lane. */
export type Reduction = (lanes: Lanes) => Float64Array;

const resultOf = ({ outer, inner }: Lanes) => new Float64Array(outer * inner);

/** The numbers in one type, since a loop that meets several takes several times as long. */
const wide = ({ data }: Lanes) => (data instanceof Float64Array ? data : new Float64Array(data));

/** The sum of each lane; 0 of an empty one. */
export const sums: Reduction = (lanes) => {
  const out = resultOf(lanes);
  if (!reduceCompiled('sums', lanes, { out })) addUp(out, lanes, undefined);
  return out;
};

/** The mean of each lane. */
export const means: Reduction = (lanes) => {
  const out = sums(lanes);
  for (let k = 0; k < out.length; k++) out[k]! /= lanes.length;
  return out;
};

/** The standard deviation of each lane, from its own mean (NumPy's with `ddof=0`). */
export const deviations: Reduction = (lanes) => {
  const out = squares(lanes, means(lanes));
  for (let k = 0; k < out.length; k++) out[k] = Math.sqrt(out[k]! / lanes.length);
  return out;
};

/** The sum of squared distances of each lane's numbers to a number of its own. */
export function squares(lanes: Lanes, given: Float64Array): Float64Array {
  const out = resultOf(lanes);
  if (!reduceCompiled('squares', lanes, { given, out })) addUp(out, lanes, given);
  return out;
}

/** The greatest number of each lane; NaN where it holds one. */
export const maxima: Reduction = (lanes) => {
  const out = resultOf(lanes);
  if (!reduceCompiled('maxima', lanes, { out })) extremes(out, lanes, 1);
  return out;
};

/** The least number of each lane; NaN where it holds one. */
export const minima: Reduction = (lanes) => {
  const out = resultOf(lanes);
  if (!reduceCompiled('minima', lanes, { out })) extremes(out, lanes, -1);
  return out;
};

/** Where in each lane a number that `extremes` found there stands first; a NaN counts as the extreme one. */
export function placesOf(lanes: Lanes, given: Float64Array): Int32Array {
  const out = new Int32Array(lanes.outer * lanes.inner).fill(-1);
  if (reduceCompiled('places', lanes, { given, out })) return out;
  const data = wide(lanes);
  const { outer, length, inner } = lanes;
  for (let k = 0; inner === 1 && k < outer; k++) {
    const [lane, wanted] = [data.subarray(k * length, (k + 1) * length), given[k]!];
    out[k] = Number.isNaN(wanted) ? lane.findIndex(Number.isNaN) : lane.indexOf(wanted);
  }
  for (let k = 0, at = 0; inner !== 1 && k < outer; k++) {
    for (let row = 0; row < length; row++) {
      for (let to = k * inner; to < (k + 1) * inner; to++, at++) {
        if (out[to]! < 0 && Object.is(data[at]! + 0, given[to]! + 0)) out[to] = row;
      }
    }
  }
  return out;
}

const squareOf = (x: number) => x * x;

/** Sums of the numbers, or of their squared distances to their lane's mean. */
function addUp(out: Float64Array, lanes: Lanes, means: Float64Array | undefined): void {
  const data = wide(lanes);
  const { outer, length, inner } = lanes;
  for (let k = 0, at = 0; inner !== 1 && k < outer; k++) {
    for (let row = 0; row < length; row++) {
      for (let to = k * inner; to < (k + 1) * inner; to++, at++) {
        if (!means) out[to]! += data[at]!;
        else out[to]! += squareOf(data[at]! - means[to]!);
      }
    }
  }
  for (let k = 0; inner === 1 && k < outer; k++) {
    const lane = data.subarray(k * length, (k + 1) * length);
    out[k] = means ? squaresOf(lane, means[k]!) : sumOf(lane);
  }
}

function sumOf(data: Float64Array): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  let rest = 0;
  let at = 0;
  for (; at + 8 <= data.length; at += 8) {
    a += data[at]!;
    b += data[at + 1]!;
    c += data[at + 2]!;
    d += data[at + 3]!;
    e += data[at + 4]!;
    f += data[at + 5]!;
    g += data[at + 6]!;
    h += data[at + 7]!;
  }
  for (; at < data.length; at++) rest += data[at]!;
  return a + e + (c + g) + (b + f + (d + h)) + rest;
}

function squaresOf(data: Float64Array, mean: number): number {
  const part = new Float64Array(8);
  const whole = data.length - (data.length % 8);
  let rest = 0;
  for (let at = 0; at < whole; at++) {
    part[at & 7]! += squareOf(data[at]! - mean);
  }
  for (let at = whole; at < data.length; at++) rest += squareOf(data[at]! - mean);
  return sumOf(part) + rest;
}

/** The greatest numbers, or with a sign of −1 the least. No comparison with NaN holds, so that one which was found stays. */
function extremes(out: Float64Array, lanes: Lanes, sign: 1 | -1): void {
  const data = wide(lanes);
  const { outer, length, inner } = lanes;
  out.fill(-Infinity);
  for (let k = 0; inner === 1 && k < outer; k++) {
    out[k] = extremeOf(data.subarray(k * length, (k + 1) * length), sign);
  }
  for (let k = 0, at = 0; inner !== 1 && k < outer; k++) {
    for (let row = 0; row < length; row++) {
      for (let to = k * inner; to < (k + 1) * inner; to++, at++) {
        const x = sign * data[at]!;
        if (x > out[to]! || x !== x) out[to] = x;
      }
    }
  }
  if (sign < 0) for (let k = 0; k < out.length; k++) out[k] = -out[k]!;
}

function extremeOf(data: Float64Array, sign: 1 | -1): number {
  let best = -Infinity;
  for (let at = 0; at < data.length; at++) {
    const x = sign * data[at]!;
    if (x > best || x !== x) best = x;
  }
  return best;
}
