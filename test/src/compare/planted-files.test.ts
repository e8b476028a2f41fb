import assert from 'node:assert/strict';
import { diagnose } from '../../../src/compare/diagnosis/diagnose.js';
import type { ReadingContext } from '../../../src/compare/diagnosis/readings/reading.js';
import { runSituation } from '../../../src/compare/diagnosis/run-situation.js';
import type { Situation } from '../../../src/compare/diagnosis/situation.js';
import type { RecurrentSetup } from '../../../src/trace/setup.js';
import { changedSetup } from '../../../src/layers/recurrent/changed-setup.js';
import { writePlanted } from './support/diagnosis-page.js';
import type { Answer, PlantedTable } from './support/diagnosis-page.js';
import { damaged } from './support/damaged.js';
import { runInFloat32 } from './support/float32-situation.js';
import { normals, uniforms } from './support/random-cells.js';
import type { LayerWish } from './support/random-layers.js';
import { randomContext } from './support/random-layers.js';

const kinds = [
  ['lstm', 'LSTM', false],
  ['gru', 'GRU', false],
  ['simple-rnn', 'SimpleRNN', false],
  ['lstm', 'Bidirectional LSTM', true],
  ['gru', 'Bidirectional GRU', true],
  ['simple-rnn', 'Bidirectional SimpleRNN', true],
] as const;
const nets = process.env['GATELAB_WHOLE'] ? 12 : 3;

const wishOf = (kind: LayerWish['kind'], bidirectional: boolean, k: number): LayerWish => ({
  kind,
  bidirectional,
  units: [3, 6, 12][k % 3]!,
  features: 1 + (k % 3),
  steps: 20,
});

/** What is planted, beyond what `diagnosis.test.ts` plants, with what it needs to know of the context. */
interface Plant {
  readonly id: string;
  /** The context of our run and what the other side ran; undefined where there is nothing to plant. */
  readonly plant: (context: ReadingContext, seed: number) => readonly [ReadingContext, Situation] | undefined; // prettier-ignore
}

const withSetup = (at: Situation, setup: RecurrentSetup): Situation => ({ ...at, setup });

const plants: readonly Plant[] = [
  {
    id: 'file-damage',
    plant: (context, seed) => [context, damaged(context.situation, uniforms(seed))],
  },
  {
    id: 'held-gates',
    plant(context, seed) {
      const { situation } = context;
      const name = { lstm: 'f', gru: 'z', 'simple-rnn': 'h' }[situation.setup.directions[0]!.specs[0]!.kind]!; // prettier-ignore
      const held = changedSetup(situation.setup, { clamp: { [name]: { 0: 0.2 + 0.002 * seed } } });
      return [{ ...context, situation: withSetup(situation, held), free: () => situation }, situation]; // prettier-ignore
    },
  },
  {
    id: 'masking',
    plant(context, seed) {
      const { situation } = context;
      const { input, setup } = situation;
      const length = 4 + (seed % 9);
      // Padding that is not zero.
      const normal = normals(seed);
      const data = input.data.map((x) => x || normal()) as Float64Array;
      const ours = { ...situation, input: { ...input, data } };
      const mask = Uint8Array.from({ length: input.shape[1]! }, (_, t) => Number(t < length));
      const packed = { ...withSetup(ours, { ...setup, zeroOutputForMask: true }), series: 'output', input: { ...ours.input, mask } }; // prettier-ignore
      return [{ ...context, situation: ours }, packed];
    },
  },
  {
    id: 'merge-mode',
    plant(context, seed) {
      const { situation } = context;
      if (situation.setup.directions.length < 2) return undefined;
      const modes = ['sum', 'ave', 'mul'] as const;
      const [own, other] = [modes[seed % 3]!, modes[(seed + 1) % 3]!];
      const merged = (merge: (typeof modes)[number]) => withSetup(situation, { ...situation.setup, merge }); // prettier-ignore
      const { neighbours, given } = context;
      const alone = { ...(neighbours && { neighbours }), ...(given && { given }) };
      return [{ ...alone, situation: merged(own) }, merged(other)];
    },
  },
];

/** Whether the unit that is wrong first holds one number wherever it is wrong: any weight that is large enough does that, and so does a dead unit. */
function standsStill(ours: Float64Array, reference: Float64Array, units: number): boolean {
  const wrong = [...ours.keys()].filter((k) => Math.abs(ours[k]! - reference[k]!) > 5e-7);
  const [first] = wrong;
  if (first === undefined) return false;
  const own = wrong.filter((k) => k % units === first % units);
  return own.every((k) => reference[k] === reference[first]);
}

describe('diagnose(suspects), of what hangs on the file, the run or the array itself', function () {
  this.timeout(600_000);
  const table: PlantedTable = new Map();
  for (const { id, plant } of plants) {
    it(`names ${id} planted in random layers`, () => {
      const wrong: string[] = [];
      const row = new Map<string, Answer[]>();
      table.set(id, row);
      for (const [kind, name, bidirectional] of kinds) {
        for (let k = 0; k < nets; k++) {
          const seed = 40 * kinds.findIndex((one) => one[1] === name) + k;
          const found = plant(randomContext(seed, wishOf(kind, bidirectional, k)), seed);
          if (!found) continue;
          const [context, planted] = found;
          const ours = runSituation(context.situation).values;
          const units = ours.length / context.situation.input.shape[1]!;
          const reference = runInFloat32(planted);
          if (id === 'file-damage' && standsStill(ours, reference, units)) continue;
          const { verdict, cause, sentence } = diagnose({ context, ours, reference, sample: 2, units }); // prettier-ignore
          const among = JSON.stringify(cause?.details['oneOf'] ?? '');
          const answer: Answer =
            verdict === 'rounding'
              ? 'no difference'
              : cause?.id === id
                ? cause.details['oneOf']
                  ? 'named among equals'
                  : 'named'
                : among.includes(id)
                  ? 'named among equals'
                  : cause
                    ? 'wrong'
                    : 'missed';
          row.set(name, [...(row.get(name) ?? []), answer]);
          if (answer === 'wrong' || answer === 'missed') wrong.push(`${name} ${k}: ${answer}, ${sentence}`); // prettier-ignore
        }
      }
      assert.deepEqual(wrong, []);
    });
  }
  after(() => writePlanted(table));
});
