import assert from 'node:assert/strict';
import { activationNamed } from '../../../src/cell/find-activation.js';
import { makeCell } from '../../../src/cell/cell.js';
import type { CellSpec } from '../../../src/cell/cell-spec.js';
import type { FloatStorage } from '../../../src/ndarray/nd-array.js';
import type { CellRun, RunOptions, SequenceBatch } from '../../../src/trace/run-cell.js';
import { runCell } from '../../../src/trace/run-cell.js';
import { numbers, randomCell } from './random-cell.js';

const era = { framework: 'keras', frameworkVersion: '3.0.0' };
const activations = ['sigmoid', 'tanh', 'hard_sigmoid_keras2', 'hard_sigmoid', 'relu', 'linear'];
/** Those with an end on both sides: with infinite numbers, the others are undecided wherever rounding makes a gate 0 or not. */
const bounded = 4;

/** A run with everything that it depends on. */
export interface RandomRun {
  readonly name: string;
  readonly spec: CellSpec;
  readonly batch: SequenceBatch;
  readonly options: RunOptions;
}

/** Random shapes and options: the same for the same seed. */
export function randomRun(seed: number): RandomRun {
  const rolls = numbers(64, seed * 7919 + 13).map((x) => (x + 1) / 2);
  let used = 8;
  const roll = () => rolls[used++]!;
  const pick = <T>(...of: readonly T[]): T => of[Math.floor(roll() * of.length)]!;
  const wide = seed % 97 === 0;
  const units = wide ? pick(257, 1000) : pick(1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 30, 31, 33, 64);
  const inputs = pick(1, 2, 3, 5, 8, 21);
  const samples = wide ? pick(1, 2) : pick(1, 1, 2, 3, 4, 5, 7, 13);
  const special = roll() < 0.3;
  const kinds = ['lstm', 'gru', 'gru', 'simple-rnn'] as const;
  const index = Math.floor(roll() * kinds.length);
  const names = activations.slice(0, special ? bounded : undefined);
  const usual = roll() < 0.4;
  const gate = usual ? 'sigmoid' : pick(...names);
  const activation = usual ? 'tanh' : pick(...names);
  const grows = [gate, activation].some((name) => activations.indexOf(name) >= bounded);
  // Unbounded activations square their numbers from step to step, and rounding with them.
  const steps = wide || grows ? pick(0, 1, 2) : pick(0, 1, 2, 5, 9, 9);
  const base = randomCell(kinds[index]!, { inputs, units });
  const spec: CellSpec = {
    ...base,
    activation: activationNamed(activation, era),
    recurrentActivation: activationNamed(gate, era),
    resetAfter: index !== 2,
    ...(index === 0 && roll() < 0.3 && { forgetBias: 1 }),
  };
  const storage = roll() < 0.5 ? Float32Array : Float64Array;
  const scale = special || !usual ? 1 : pick(1, 1, 40);
  const data = storage.from(numbers(samples * steps * inputs, seed).map((x) => x * scale));
  if (special && data.length > 0) {
    const values = [NaN, Infinity, -Infinity, 1e-310, 1e-41, -0];
    for (let k = 0; k < 3; k++) data[Math.floor(roll() * data.length)] = pick(...values);
  }
  const state = (at: number) => storage.from(numbers(samples * units, seed + at));
  const first = { h: state(1), ...(index === 0 && { c: state(2) }) };
  const mask = Uint8Array.from(numbers(samples * steps, seed + 3), (x) => (x > -0.2 ? 1 : 0));
  const [masked, given, backwards] = [roll() < 0.35, roll() < 0.5, roll() < 0.4];
  const words = [base.kind, gate, activation, `${samples} × ${steps} × ${inputs} × ${units}`];
  return {
    name: [`seed ${seed}:`, ...words, storage.name, masked && 'mask', backwards && 'backwards']
      .filter(Boolean)
      .join(' '),
    spec,
    batch: { data, samples, steps, ...(masked && { mask }) },
    options: { backwards, zeroOutputForMask: roll() < 0.5, ...(given && { initialState: first }) },
  };
}

/** Holds a run against the definition: equal where numbers are not finite, equal to rounding elsewhere. */
export function assertAgrees({ name, spec, batch, options }: RandomRun, run: CellRun): void {
  const reference = runCell(makeCell(spec), batch, options);
  const tolerance = batch.data instanceof Float32Array ? 3e-5 : 2e-13;
  const pairs: [string, FloatStorage, FloatStorage][] = [
    ...Object.keys(reference.series).map(
      (key) =>
        [key, reference.series[key]!, run.series[key]!] as [string, FloatStorage, FloatStorage],
    ),
    ...Object.keys(reference.finalState).map(
      (key) =>
        [`last ${key}`, reference.finalState[key]!, run.finalState[key]!] as [
          string,
          FloatStorage,
          FloatStorage,
        ],
    ),
    ['output', reference.output, run.output],
    ['last output', reference.lastOutput, run.lastOutput],
  ];
  for (const [key, wanted, got] of pairs) {
    assert.equal(got.constructor, wanted.constructor, `${name}: ${key}`);
    assert.equal(got.length, wanted.length, `${name}: ${key}`);
    // Rounding is as large as the largest number that went into a sum.
    let size = 1;
    for (const x of wanted) if (Number.isFinite(x)) size = Math.max(size, Math.abs(x));
    for (let k = 0; k < wanted.length; k++) {
      const [x, y] = [wanted[k]!, got[k]!];
      if (Object.is(x, y) || Math.abs(x - y) <= tolerance * size) continue;
      assert.fail(`${name}: ${key}[${k}] should be ${x}, but is ${y}`);
    }
  }
}
