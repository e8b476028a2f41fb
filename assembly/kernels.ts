// A batch of sequences through an LSTM, a GRU (reset after the product) or a simple recurrent cell, everything remembered.
//
// Weights come packed in blocks. A block belongs to as many units as a register has lanes; for every input (first the features of x,
// then the units of h) it holds four registers side by side. What the four are, the cell says: i f g o of the same units in
// an LSTM; z, r, the input's part of n and the state's part of n in a GRU; four times as many units in a simple cell. So one
// loop serves all three.
//
// Every series is a buffer of samples × (steps · units + a little room): the last block of a row may write past its end, into
// the next row, which is written later, or into the room.
import { activate, madd } from './vector-math';

export { prepare } from './vector-math';

const LSTM: i32 = 0;
const GRU: i32 = 1;

/** Bytes of a register. */
const R: usize = 16;

let kind: i32 = 0;
let gates: i32 = 0;
let states: i32 = 0;
let features: i32 = 0;
let units: i32 = 0;
/** Bytes of one series, from one to the next. */
let seriesBytes: usize = 0;
/** Always 0, which the compiler does not know. */
export let same: usize = 0;

/** Sets what the cell is; `gateActivation` and `stateActivation` are numbers of `activate`. */
export function setCell(
  cellKind: i32,
  gateActivation: i32,
  stateActivation: i32,
  featureCount: i32,
  unitCount: i32,
): void {
  kind = cellKind;
  gates = gateActivation;
  states = stateActivation;
  features = featureCount;
  units = unitCount;
}

/** Turns the four sums of a block, stored at `sums`, into series, and stores them in the row at `row` (of the first series). */
@inline
function finish<T>(sums: usize, row: usize, before: usize): void {
  const s = seriesBytes;
  const z0 = v128.load(sums, 0);
  const z1 = v128.load(sums, 16);
  const z2 = v128.load(sums, 32);
  const z3 = v128.load(sums, 48);
  if (kind == LSTM) {
    const i = activate<T>(gates, z0);
    const f = activate<T>(gates, z1);
    const g = activate<T>(states, z2);
    const o = activate<T>(gates, z3);
    const c = v128.add<T>(v128.mul<T>(f, v128.load(before)), v128.mul<T>(i, g));
    v128.store(row, i);
    v128.store(row + s, f);
    v128.store(row + 2 * s, g);
    v128.store(row + 3 * s, o);
    v128.store(row + 4 * s, c);
    v128.store(row + 5 * s, v128.mul<T>(o, activate<T>(states, c)));
  } else if (kind == GRU) {
    const z = activate<T>(gates, z0);
    const r = activate<T>(gates, z1);
    const n = activate<T>(states, v128.add<T>(z2, v128.mul<T>(r, z3)));
    v128.store(row, z);
    v128.store(row + s, r);
    v128.store(row + 2 * s, n);
    const kept = v128.mul<T>(z, v128.load(before));
    const fresh = v128.mul<T>(v128.sub<T>(v128.splat<T>(<T>1), z), n);
    v128.store(row + 3 * s, v128.add<T>(kept, fresh));
  } else {
    v128.store(row, activate<T>(states, z0), 0);
    v128.store(row, activate<T>(states, z1), 16);
    v128.store(row, activate<T>(states, z2), 32);
    v128.store(row, activate<T>(states, z3), 48);
  }
}

/** One block of one sample. */
function oneSample<T>(w: usize, bias: usize, x: usize, h: usize, sums: usize): void {
  let z0 = v128.load(bias, 0);
  let z1 = v128.load(bias, 16);
  let z2 = v128.load(bias, 32);
  let z3 = v128.load(bias, 48);
  for (let end = x + features * sizeof<T>(); x < end; x += sizeof<T>(), w += 4 * R) {
    const a = v128.splat<T>(load<T>(x));
    z0 = madd<T>(a, v128.load(w, 0), z0);
    z1 = madd<T>(a, v128.load(w, 16), z1);
    z2 = madd<T>(a, v128.load(w, 32), z2);
    z3 = madd<T>(a, v128.load(w, 48), z3);
  }
  for (let end = h + units * sizeof<T>(); h < end; h += sizeof<T>(), w += 4 * R) {
    const a = v128.splat<T>(load<T>(h));
    z0 = madd<T>(a, v128.load(w, 0), z0);
    z1 = madd<T>(a, v128.load(w, 16), z1);
    z2 = madd<T>(a, v128.load(w, 32), z2);
    z3 = madd<T>(a, v128.load(w, 48), z3);
  }
  v128.store(sums, z0, 0);
  v128.store(sums, z1, 16);
  v128.store(sums, z2, 32);
  v128.store(sums, z3, 48);
}

/** Two blocks of one sample, so that twice as many sums run at the same time. */
function twoBlocks<T>(
  w: usize, width: usize, bias: usize, x: usize, h: usize, sums: usize,
): void {
  let v = w + width;
  let z0 = v128.load(bias, 0);
  let z1 = v128.load(bias, 16);
  let z2 = v128.load(bias, 32);
  let z3 = v128.load(bias, 48);
  let y0 = v128.load(bias, 64);
  let y1 = v128.load(bias, 80);
  let y2 = v128.load(bias, 96);
  let y3 = v128.load(bias, 112);
  for (let end = x + features * sizeof<T>(); x < end; x += sizeof<T>(), w += 4 * R, v += 4 * R) {
    const a = v128.splat<T>(load<T>(x));
    z0 = madd<T>(a, v128.load(w, 0), z0);
    z1 = madd<T>(a, v128.load(w, 16), z1);
    z2 = madd<T>(a, v128.load(w, 32), z2);
    z3 = madd<T>(a, v128.load(w, 48), z3);
    y0 = madd<T>(a, v128.load(v, 0), y0);
    y1 = madd<T>(a, v128.load(v, 16), y1);
    y2 = madd<T>(a, v128.load(v, 32), y2);
    y3 = madd<T>(a, v128.load(v, 48), y3);
  }
  for (let end = h + units * sizeof<T>(); h < end; h += sizeof<T>(), w += 4 * R, v += 4 * R) {
    const a = v128.splat<T>(load<T>(h));
    z0 = madd<T>(a, v128.load(w, 0), z0);
    z1 = madd<T>(a, v128.load(w, 16), z1);
    z2 = madd<T>(a, v128.load(w, 32), z2);
    z3 = madd<T>(a, v128.load(w, 48), z3);
    y0 = madd<T>(a, v128.load(v, 0), y0);
    y1 = madd<T>(a, v128.load(v, 16), y1);
    y2 = madd<T>(a, v128.load(v, 32), y2);
    y3 = madd<T>(a, v128.load(v, 48), y3);
  }
  v128.store(sums, z0, 0);
  v128.store(sums, z1, 16);
  v128.store(sums, z2, 32);
  v128.store(sums, z3, 48);
  v128.store(sums, y0, 64);
  v128.store(sums, y1, 80);
  v128.store(sums, y2, 96);
  v128.store(sums, y3, 112);
}

/** One block of two samples: every weight that is loaded is used twice. `sample` and `start` lead from one to the next. */
function twoSamples<T>(
  w: usize, v: usize, bias: usize, x: usize, h: usize, nextX: usize, nextH: usize, sums: usize,
): void {
  let z0 = v128.load(bias, 0);
  let z1 = v128.load(bias, 16);
  let z2 = v128.load(bias, 32);
  let z3 = v128.load(bias, 48);
  let y0 = z0;
  let y1 = z1;
  let y2 = z2;
  let y3 = z3;
  for (let end = x + features * sizeof<T>(); x < end; x += sizeof<T>(), w += 4 * R, v += 4 * R) {
    const a = v128.splat<T>(load<T>(x));
    const b = v128.splat<T>(load<T>(x + nextX));
    z0 = madd<T>(a, v128.load(w, 0), z0);
    y0 = madd<T>(b, v128.load(v, 0), y0);
    z1 = madd<T>(a, v128.load(w, 16), z1);
    y1 = madd<T>(b, v128.load(v, 16), y1);
    z2 = madd<T>(a, v128.load(w, 32), z2);
    y2 = madd<T>(b, v128.load(v, 32), y2);
    z3 = madd<T>(a, v128.load(w, 48), z3);
    y3 = madd<T>(b, v128.load(v, 48), y3);
  }
  for (let end = h + units * sizeof<T>(); h < end; h += sizeof<T>(), w += 4 * R, v += 4 * R) {
    const a = v128.splat<T>(load<T>(h));
    const b = v128.splat<T>(load<T>(h + nextH));
    z0 = madd<T>(a, v128.load(w, 0), z0);
    y0 = madd<T>(b, v128.load(v, 0), y0);
    z1 = madd<T>(a, v128.load(w, 16), z1);
    y1 = madd<T>(b, v128.load(v, 16), y1);
    z2 = madd<T>(a, v128.load(w, 32), z2);
    y2 = madd<T>(b, v128.load(v, 32), y2);
    z3 = madd<T>(a, v128.load(w, 48), z3);
    y3 = madd<T>(b, v128.load(v, 48), y3);
  }
  v128.store(sums, z0, 0);
  v128.store(sums, z1, 16);
  v128.store(sums, z2, 32);
  v128.store(sums, z3, 48);
  v128.store(sums, y0, 64);
  v128.store(sums, y1, 80);
  v128.store(sums, y2, 96);
  v128.store(sums, y3, 112);
}

/**
 * Runs the cell. `sums` is room for the sums of all blocks of one sample, or of one block of all samples. `initial` holds the first h of all samples, and then (LSTM) the first c; each row is `units` long and followed
 * by room for one block.
 */
@inline
function run<T>(
  samples: i32, steps: i32, weights: usize, bias: usize, x: usize, initial: usize, sums: usize, out: usize, room: i32,
): void {
  const rowBytes: usize = units * sizeof<T>();
  const sampleBytes: usize = steps * rowBytes + room;
  const stateBytes: usize = rowBytes + room;
  const nextX: usize = steps * features * sizeof<T>();
  seriesBytes = samples * sampleBytes;
  const lanes = 16 / sizeof<T>() * (kind > GRU ? 4 : 1);
  const blocks = (units + lanes - 1) / lanes;
  const blockBytes: usize = (features + units) * 4 * R;
  const blockStep: usize = kind > GRU ? 4 * R : R;
  const hSeries = out + (kind == LSTM ? 5 : kind == GRU ? 3 : 0) * seriesBytes;
  // What `finish` needs of the step before: c in an LSTM, h in a GRU.
  const beforeSeries = kind == LSTM ? out + 4 * seriesBytes : hSeries;
  const beforeInitial = kind == LSTM ? initial + samples * stateBytes : initial;
  for (let t = 0; t < steps; t++) {
    const xRow = x + t * features * sizeof<T>();
    const row = out + t * rowBytes;
    const h = t == 0 ? initial : hSeries + (t - 1) * rowBytes;
    const before = t == 0 ? beforeInitial : beforeSeries + (t - 1) * rowBytes;
    const nextH = t == 0 ? stateBytes : sampleBytes;
    if (samples == 1) {
      let j = 0;
      for (; j + 1 < blocks; j += 2) {
        twoBlocks<T>(weights + j * blockBytes, blockBytes, bias + j * 4 * R, xRow, h, sums + j * 4 * R);
      }
      if (j < blocks) oneSample<T>(weights + j * blockBytes, bias + j * 4 * R, xRow, h, sums + j * 4 * R);
      for (j = 0; j < blocks; j++) {
        finish<T>(sums + j * 4 * R, row + j * blockStep, before + j * blockStep);
      }
      continue;
    }
    for (let j = 0; j < blocks; j++) {
      const w = weights + j * blockBytes;
      const b = bias + j * 4 * R;
      const at = j * blockStep;
      let s = 0;
      for (; s + 1 < samples; s += 2) {
        twoSamples<T>(w, same + w, b, xRow + s * nextX, h + s * nextH, nextX, nextH, sums + s * 4 * R);
      }
      if (s < samples) oneSample<T>(w, b, xRow + s * nextX, h + s * nextH, sums + s * 4 * R);
      for (s = 0; s < samples; s++) {
        finish<T>(sums + s * 4 * R, row + at + s * sampleBytes, before + at + s * nextH);
      }
    }
  }
}

/** `run` in float32. */
export function run32(
  samples: i32, steps: i32, weights: usize, bias: usize, x: usize, initial: usize, sums: usize, out: usize, room: i32,
): void {
  run<f32>(samples, steps, weights, bias, x, initial, sums, out, room);
}

/** `run` in float64. */
export function run64(
  samples: i32, steps: i32, weights: usize, bias: usize, x: usize, initial: usize, sums: usize, out: usize, room: i32,
): void {
  run<f64>(samples, steps, weights, bias, x, initial, sums, out, room);
}
