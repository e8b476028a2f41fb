import assert from 'node:assert/strict';
import { diagnose } from '../../../src/compare/diagnosis/diagnose.js';
import { flattenCell } from '../../../src/compare/diagnosis/flatten.js';
import { families } from '../../../src/compare/diagnosis/readings/index.js';
import type { ReadingContext } from '../../../src/compare/diagnosis/readings/reading.js';
import { withCells } from '../../../src/compare/diagnosis/readings/reading.js';
import type { Situation } from '../../../src/compare/diagnosis/situation.js';
import { runSituation } from '../../../src/compare/diagnosis/run-situation.js';
import { bfloat16, float16 } from '../../../src/rounding/precisions.js';
import { fromStorage, toStorage } from '../../../src/ndarray/make.js';
import type { Blame } from './support/diagnosis-page.js';
import { falseBlame, writePart } from './support/diagnosis-page.js';
import { habits, runFloat32 } from './support/float32-cells.js';
import { runInFloat32 } from './support/float32-situation.js';
import { runInHalf } from './support/half-situation.js';
import type { DenseCell } from './support/random-cells.js';
import { normals, uniforms } from './support/random-cells.js';
import { whole } from '../../sampled.js';
import type { LayerWish } from './support/random-layers.js';
import { randomContext } from './support/random-layers.js';

/** Random nets that faults are planted in; docs/diagnosis.md was written with 400 (DIAGNOSIS_NETS=400). */
const nets = Number(process.env['DIAGNOSIS_NETS'] ?? (whole ? 40 : 16));

const readingsOf = (context: ReadingContext) => families.flatMap((family) => family(context));

const rowUnits = ({ situation }: ReadingContext, length: number) =>
  length / situation.input.shape[1]!;

describe('diagnose(suspects) on random nets', function () {
  this.timeout(900_000);

  const faults = new Map<string, Blame>();
  const readings = new Map<string, Blame>();
  const count = (counts: Map<string, Blame>, name: string, isBlamed: boolean) => {
    const known = counts.get(name) ?? { tried: 0, blamed: 0 };
    counts.set(name, { tried: known.tried + 1, blamed: known.blamed + Number(isBlamed) });
  };
  it(`blames no convention in ${nets} random nets for faults that are none: noise, a changed weight, a dead unit…`, () => {
    const wrong: string[] = [];
    let tried = 0;
    for (let seed = 0; seed < nets; seed++) {
      const context = randomContext(3000 + seed, smallLayer(seed));
      const ours = runSituation(context.situation).values;
      const units = rowUnits(context, ours.length);
      const [name, reference] = faultIn(seed, context, units);
      if (name === 'a step repeated' && isSkipped(context, reference, units)) continue;
      const diagnosis = diagnose({ context, ours, reference, sample: 2, units });
      // What is smaller than rounding is rounding.
      if (diagnosis.verdict === 'rounding') continue;
      tried++;
      assert.ok(diagnosis.firstOutside);
      const isBlamed = diagnosis.verdict === 'convention';
      count(faults, name, isBlamed);
      for (const id of new Set(
        readingsOf({ ...context, target: reference }).map((one) => one.id),
      )) {
        count(readings, id, diagnosis.cause?.id === id);
      }
      if (isBlamed) wrong.push(`${seed}, ${name}: ${diagnosis.sentence}`);
    }
    assert.ok(tried > nets / 2);
    assert.deepEqual(wrong, []);
  });

  const honest = { float32: 0, halves: 0 };
  it(`calls ${4 * nets} honest results rounding: float32 in various orders, layers in float16 and bfloat16`, () => {
    for (let seed = 0; seed < nets; seed++) {
      const units = 2 + (seed % 4);
      const context = randomContext(5000 + seed, {
        ...smallLayer(seed),
        units,
        bidirectional: false,
      });
      const { situation } = context;
      const ours = runSituation(situation).values;
      const flat = flattenCell(situation.setup.directions[0]!.specs[0]!) as DenseCell;
      const input = situation.input.data as Float64Array;
      const steps = input.length / flat.features;
      for (const k of [0, 1]) {
        const habit = habits[(seed * 11 + k * 29) % habits.length]!;
        const reference = runFloat32(flat, input, steps, habit);
        const { verdict, precision } = diagnose({ context, ours, reference, sample: 2, units });
        assert.deepEqual([verdict, precision], ['rounding', undefined], `${seed}, ${habit.name}`);
        honest.float32++;
      }
      for (const half of [float16, bfloat16]) {
        const reference = runInHalf(situation, half);
        // A net that saturates leaves too few numbers to tell what precision they are in.
        if (new Set(reference).size < 8) continue;
        const { verdict, precision, sentence, band } = diagnose({ context, ours, reference, sample: 2, units }); // prettier-ignore
        // Where rounding this coarse is amplified beyond measure from the first step on, nothing is said.
        if (verdict === 'undecided' && !band!.some(Number.isFinite)) continue;
        assert.deepEqual([verdict, precision], ['rounding', half.name], `${seed}: ${sentence}`);
        honest.halves++;
      }
    }
  });

  it('still finds conventions in a layer that is computed in half precision', () => {
    const wrong: string[] = [];
    for (const half of [float16, bfloat16]) {
      const context = randomContext(64, { kind: 'lstm', units: 6, features: 2, steps: 20 });
      const ours = runSituation(context.situation).values;
      const wanted = ['gate order i o f g', 'bias: missing', 'recurrent kernel transposed'];
      for (const reading of readingsOf(context).filter(({ label }) => wanted.includes(label.en))) {
        const reference = runInHalf(reading.apply(context.situation)!, half);
        const { cause, precision } = diagnose({ context, ours, reference, sample: 2, units: 6 });
        if (cause?.id !== reading.id || precision !== half.name) wrong.push(reading.label.en);
      }
    }
    assert.deepEqual(wrong, []);
  });

  it('calls a net that is stored in half precision rounding, as long as both sides use the stored weights', () => {
    for (const kind of ['lstm', 'gru', 'simple-rnn'] as const) {
      const context = randomContext(60, { kind, units: 8, features: 2, steps: 30 });
      const half = readingsOf(context).find(({ label }) => label.en === 'weights in float16')!;
      const stored = { ...context, situation: half.apply(context.situation)! };
      const ours = runSituation(stored.situation).values;
      const reference = runInFloat32(stored.situation);
      const { verdict } = diagnose({ context: stored, ours, reference, sample: 2, units: 8 });
      assert.equal(verdict, 'rounding');
    }
  });

  after(() =>
    nets >= 400 ? writePart('counted', falseBlame({ faults, readings }, honest)) : undefined,
  );
});

const smallLayer = (seed: number): LayerWish => ({
  kind: (['lstm', 'gru', 'simple-rnn'] as const)[seed % 3]!,
  units: [1, 2, 3, 5][seed % 4]!,
  features: 1 + (seed % 2),
  bidirectional: seed % 5 === 0,
  steps: 12,
});

/** Whether the steps that are repeated are those whose input is all zeros: then padding was skipped, whoever did it. */
function isSkipped({ situation }: ReadingContext, reference: Float64Array, units: number): boolean {
  const { data, shape } = situation.input;
  const features = shape[2]!;
  return Array.from({ length: shape[1]! }, (_, t) => t).every((t) => {
    const isZero = data.subarray(t * features, (t + 1) * features).every((x) => x === 0);
    const row = reference.subarray(t * units, (t + 1) * units);
    const isSame = t > 0 && row.every((x, k) => x === reference[(t - 1) * units + k]);
    return isZero === isSame;
  });
}

/** What a program returns that has a fault which is no convention. */
function faultIn(seed: number, context: ReadingContext, units: number): [string, Float64Array] {
  const right = runInFloat32(context.situation);
  const [normal, pick] = [normals(seed), uniforms(seed)];
  const steps = right.length / units;
  const at = Math.floor(pick() * steps);
  const one = Math.floor(pick() * units);
  const faults: Record<string, () => Float64Array> = {
    'large noise': () => right.map((x) => x + 0.1 * normal()),
    noise: () => right.map((x) => x + 1e-3 * normal()),
    'small noise': () => right.map((x) => x + 1e-5 * normal()),
    'a dead unit': () => right.map((x, k) => (k % units === one ? 0 : x)),
    'one wrong cell': () => right.map((x, k) => (k === at * units + one ? x + 0.01 : x)),
    'a constant added': () => right.map((x) => x + 1e-3),
    'one per cent too large': () => right.map((x) => 1.01 * x),
    'a step repeated': () => right.map((x, k) => (k < at * units ? x : right[at * units + (k % units)]!)), // prettier-ignore
    'a changed weight': () => runInFloat32(withChangedWeight(context.situation, 1 + pick() / 5)),
    'two changed weights': () => runInFloat32(withChangedWeight(withChangedWeight(context.situation, 1 + pick() / 5), 1 + pick() / 5, 1)), // prettier-ignore
    'rows of zeros in the middle': () => right.map((x, k) => (Math.floor(k / units) === 1 + (at % (steps - 2)) ? 0 : x)), // prettier-ignore
    'units shuffled': () => right.map((_, k) => right[k - (k % units) + ((k + 1) % units)]! + (units > 1 ? 0 : 0.01)), // prettier-ignore
    'other first states': () => runInFloat32(withStates(context.situation, normal)),
    'another input': () => runInFloat32({ ...context.situation, input: { ...context.situation.input, data: context.situation.input.data.map(() => normal()) } }), // prettier-ignore
    'another net': () => runInFloat32(randomContext(9000 + seed, smallLayer(seed)).situation),
  };
  const names = Object.keys(faults);
  const name = names[seed % names.length]!;
  return [name, faults[name]!()];
}

/** A state that nobody could know of. */
function withStates(situation: Situation, normal: () => number): Situation {
  const { setup, input } = situation;
  const states = setup.directions.flatMap((direction, k) => {
    const cell = direction.cellFor(input.shape.slice(2));
    return cell.states.map((name) => {
      const size = cell.series[name]![0]!;
      return [setup.prefixes[k]! + name, Float64Array.from({ length: size }, normal)] as const;
    });
  });
  return { ...situation, initialState: Object.fromEntries(states) };
}

function withChangedWeight(situation: Situation, factor: number, place = 0): Situation {
  return withCells(situation, (spec) => {
    const W = spec.weights.W.map((view) => {
      const values = Float64Array.from(toStorage(view, 'float64'));
      values[place % values.length]! *= factor;
      return fromStorage(values, view.shape);
    });
    return { ...spec, weights: { ...spec.weights, W } };
  })!;
}
