// Against PyTorch's autograd: scripts/fixtures/gradients.py.
import assert from 'node:assert/strict';
import type { NdArray } from '../../../src/index.js';
import {
  gradients,
  integratedGradients,
  jacobian,
  openModel,
  readArray,
} from '../../../src/index.js';
import type { Target } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';

const folder = 'test/fixtures/gradients';
const told = (name: string) => readArray(`${folder}/autograd.npz`, { dataset: name });
const open = async (name: string, layer = 'rec.l0') =>
  (await openModel(`${folder}/${name}.pt`, { assumeDefaults: true })).layer(layer);

async function assertSame(found: NdArray, name: string): Promise<void> {
  const expected = await told(name);
  assert.deepEqual([...found.shape], [...expected.shape], name);
  assert.ok(maxDifference(found, expected) < 1e-10, `${name}: ${maxDifference(found, expected)}`);
}

const gates = { lstm: ['i', 'f', 'g', 'o'], gru: ['r', 'z', 'n'], rnn: ['h'] } as const;
type Kind = keyof typeof gates;

/** A gate's rows of PyTorch's stacked tensors, turned as the layer's weights are. */
async function rows(name: string, kind: Kind, gate: string): Promise<NdArray> {
  const all = await told(name);
  const units = all.shape[0]! / gates[kind].length;
  const at = (gates[kind] as readonly string[]).indexOf(gate) * units;
  return all.dimension === 1
    ? all.lo(at).hi(units)
    : all.lo(at, 0).hi(units, all.shape[1]!).transpose(1, 0);
}

const targets: Record<'one' | 'all', (name: string) => Promise<Target>> = {
  one: async () => ({ step: 6, unit: 1 }),
  all: async (name) => ({ gradOutputs: await told(`${name}/counts`) }),
};
const cases: [name: string, kind: Kind, series: string[], directions: string[]][] = [
  ['lstm', 'lstm', ['i', 'f', 'g', 'o', 'c', 'h'], ['']],
  ['projected', 'lstm', ['i', 'f', 'g', 'o', 'c', 'h'], ['']],
  ['gru', 'gru', ['z', 'r', 'n', 'h'], ['']],
  ['rnn', 'rnn', ['h'], ['']],
  ['bidirectional', 'lstm', ['i', 'f', 'g', 'o', 'c', 'h'], ['forward_', 'backward_']],
];

describe('gradients(trace) beside autograd', () => {
  for (const [name, kind, series, directions] of cases) {
    for (const [asked, target] of Object.entries(targets)) {
      it(`${name}, ${asked}: inputs, series, first states, weights`, async () => {
        const trace = (await open(name)).trace(await told('x'));
        const found = gradients(trace, await target(name));
        const at = `${name}/${asked}`;
        await assertSame(found.x, `${at}/x`);
        for (const prefix of directions) {
          for (const own of series)
            await assertSame(found.get(prefix + own), `${at}/series/${prefix}${own}`);
          for (const state of kind === 'lstm' ? ['h', 'c'] : ['h']) {
            await assertSame(found.initialState[prefix + state]!, `${at}/first/${prefix}${state}`);
          }
          const direction = prefix ? (prefix.slice(0, -1) as 'forward' | 'backward') : undefined;
          const weights = found.weights(direction);
          const end = `l0${prefix === 'backward_' ? '_reverse' : ''}`;
          for (const gate of gates[kind]) {
            for (const [ours, theirs] of [
              [weights.W, 'weight_ih'],
              [weights.U, 'weight_hh'],
              [weights.b, 'bias_ih'],
              [weights.recurrentBias!, 'bias_hh'],
            ] as const) {
              // prettier-ignore
              const expected = await rows(`${at}/weights/${theirs}_${end}`, kind, gate);
              const difference = maxDifference(ours.get(gate), expected);
              assert.ok(difference < 1e-10, `${theirs} of ${gate}: ${difference}`);
            }
          }
          if (weights.projection) {
            const expected = (await told(`${at}/weights/weight_hr_${end}`)).transpose(1, 0);
            assert.ok(maxDifference(weights.projection, expected) < 1e-10);
          }
        }
      });
    }
  }

  it('goes on through the layer below, by what the upper one says of its input', async () => {
    const x = await told('x');
    const [lower, upper] = [await open('stacked'), await open('stacked', 'rec.l1')];
    const above = gradients(upper.trace(x), await targets.all('stacked'));
    await assertSame(above.get('h'), 'stacked/all/series/1/h');
    const below = gradients(lower.trace(x), { gradOutputs: above.x });
    await assertSame(below.x, 'stacked/all/x');
    await assertSame(below.get('z'), 'stacked/all/series/0/z');
  });

  it('of one sample has its shapes', async () => {
    const x = (await told('x')).pick(1);
    const found = gradients((await open('lstm')).trace(x), { step: 6, unit: 1 });
    assert.ok(maxDifference(found.x, (await told('lstm/one/x')).pick(1)) < 1e-10);
    const value = (await told('lstm/outputs')).get(1, 6, 1) as number;
    assert.ok(Math.abs((found.value as number) - value) < 1e-12);
    assert.deepEqual([...found.initialState['c']!.shape], [4]);
  });
});

describe('jacobian(trace) beside autograd', () => {
  for (const name of ['lstm', 'gru', 'rnn', 'projected']) {
    it(`${name}, over one to four steps`, async () => {
      const trace = (await open(name)).trace(await told('x'));
      const expected = await told(`${name}/jacobian`);
      for (let lag = 1; lag <= 4; lag++) {
        const found = jacobian(trace, { sample: 0, lag });
        assert.ok(maxDifference(found, expected.pick(lag - 1)) < 1e-10, `lag ${lag}`);
      }
    });
  }
});

describe('integratedGradients(trace) beside autograd', () => {
  for (const name of ['lstm', 'gru', 'rnn']) {
    it(name, async () => {
      const trace = (await open(name)).trace(await told('x'));
      const found = integratedGradients(trace, { unit: 1 });
      // The midpoint rule of the fixtures, over 400 points, is good to 1e-6.
      assert.ok(maxDifference(found, await told(`${name}/integrated`)) < 1e-5);
      // Complete: the parts of a sample add up to what the number moved from the baseline.
      const [h, still] = [trace.h, trace.layer.trace(trace.input.mul(0)).h];
      for (let sample = 0; sample < 3; sample++) {
        const moved = h.get(sample, -1, 1) - still.get(sample, -1, 1);
        assert.ok(Math.abs(found.pick(sample).sum() - moved) < 1e-12);
      }
    });
  }
});
