// What each unit's loss costs, beside PyTorch without it: scripts/fixtures/interventions.py.
import assert from 'node:assert/strict';
import type { AblationOptions, NdArray } from '../../../src/index.js';
import {
  ablationEffects,
  crossEntropy,
  meanSquaredError,
  openModel,
  readArray,
  toNdArray,
} from '../../../src/index.js';
import { lengths, open, told } from '../interventions/fixture.js';
import { maxDifference } from '../max-difference.js';

/** The mean of |a − b| of each sample. */
const distance = (a: NdArray, b: NdArray) => a.sub(b).map(Math.abs).mean([1, 2]);

describe('ablationEffects(model, X)', () => {
  for (const name of ['lstm', 'gru', 'rnn', 'bidirectional', 'projected', 'stacked']) {
    it(`${name}: by zeros and by means`, async () => {
      const model = await open(name);
      const x = await told('x');
      const options: AblationOptions = {
        dtype: 'float64',
        ...(name === 'stacked' && { layer: 'rec.l0' }),
        ...(name === 'bidirectional' && { direction: 'forward' }),
      };
      const plain = await told(`${name}/plain/output`);
      for (const [by, stored] of [
        ['zero', 'silenced'],
        ['mean', 'averaged'],
      ] as const) {
        const without = await told(`${name}/${stored}`);
        const found = await ablationEffects(model, x, { ...options, by });
        assert.deepEqual([...found.units], [...found.units.keys()]);
        for (const unit of found.units) {
          const expected = distance(without.pick(unit), plain);
          assert.ok(maxDifference(found.perSample.pick(unit), expected) < 1e-10, `${by} ${unit}`);
          assert.ok(Math.abs(found.effect.get(unit) - expected.mean()) < 1e-10);
        }
        assert.equal(found.whole.map(Math.abs).max(), 0);
        const [first] = found.ranked;
        assert.equal(first!.unit, found.effect.argmax());
        assert.match(String(found), new RegExp(`what their loss costs\\n +${first!.unit} `));
        // In batches, and of some units.
        const one = await ablationEffects(model, x, { ...options, by, units: [1], batchSize: 2 });
        assert.ok(maxDifference(one.perSample.pick(0), found.perSample.pick(1)) < 1e-14);
      }
    });
  }

  it('costs what a loss says', async () => {
    const model = await open('lstm');
    const x = await told('x');
    const plain = await told('lstm/plain/output');
    const without = await told('lstm/silenced');
    const target = plain.mul(0.5);
    const squares = (y: NdArray) => y.sub(target).mul(y.sub(target)).mean([1, 2]);
    const dtype = 'float64';
    const mse = await ablationEffects(model, x, { dtype, loss: meanSquaredError(target) });
    assert.ok(maxDifference(mse.whole, squares(plain)) < 1e-10);
    const moved = squares(without.pick(2)).sub(squares(plain));
    assert.ok(maxDifference(mse.perSample.pick(2), moved) < 1e-10);
    const own = await ablationEffects(model, x, { dtype, loss: (y) => y!.sum(), units: [2] });
    assert.ok(Math.abs(own.effect.get(0) - (without.pick(2).sum() - plain.sum())) < 1e-10);
    assert.deepEqual([...own.perSample.shape], [1, 1]);

    // Of two classes −ln softmax is softplus of how far the wrong one is ahead.
    const labels = plain.pick(null, null, 0).map((value) => (value > 0 ? 0 : 1));
    labels.set(1, 3, -1);
    const nats = (y: NdArray, sample: number) => {
      const costs = Array.from({ length: 9 }, (_, t) => {
        const right = labels.get(sample, t);
        if (right < 0) return undefined;
        return Math.log1p(Math.exp(y.get(sample, t, 1 - right) - y.get(sample, t, right)));
      }).filter((cost) => cost !== undefined);
      return costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
    };
    const loss = crossEntropy(labels, { fromLogits: true });
    const bits = await ablationEffects(model, x, { dtype, loss });
    for (const sample of [0, 1, 2]) {
      const expected = nats(without.pick(3), sample) - nats(plain, sample);
      assert.ok(Math.abs(bits.perSample.get(3, sample) - expected) < 1e-10);
    }
    const shares = crossEntropy([[1, 0]])(plainProbabilities());
    assert.ok(
      Math.abs((shares as Float64Array)[0]! + (Math.log(0.75) + Math.log(0.5)) / 2) < 1e-15,
    );
  });

  it('takes masks, tells how far it is, and can be stopped', async () => {
    const model = await open('gru');
    const x = await told('x');
    const seen: string[] = [];
    const found = await ablationEffects(model, x, {
      lengths,
      by: 'mean',
      dtype: 'float64',
      progress: ({ done, total }) => void seen.push(`${done}/${total}`),
    });
    assert.deepEqual(seen, ['1/4', '2/4', '3/4', '4/4']);
    const plain = model.run(x, { lengths });
    const at = [{ series: 'h', unit: 1, mean: plain }] as const;
    const expected = distance(model.run(x, { lengths, at }).output, plain.output);
    // A held unit is held from the first state on, an intervention from the first step.
    const held = model.run(x, {
      lengths,
      at,
      initialState: { h: [0, meanOf(plain.trace().h), 0, 0] },
    });
    const start = distance(held.output, plain.output);
    assert.ok(maxDifference(found.perSample.pick(1), start) < 1e-10);
    assert.ok(maxDifference(expected, start) < 1);
    const stopped = ablationEffects(model, x, { signal: AbortSignal.abort(new Error('enough')) });
    await assert.rejects(stopped, /enough/);
  });

  it('runs what stands in front once, and gives what whole runs give, in nested models and shared layers', async () => {
    const keras = 'test/fixtures/keras3';
    const stored = (name: string, dataset = 'X') =>
      readArray(`${keras}/keras3-model-${name}.npz`, { dataset });
    const from = 'shared-in-keras-shared-1';
    const shared = { inputs: [await stored(from, 'X0'), await stored(from, 'X1')] };
    for (const [file, input, layers] of [
      ['nested', await stored('nested-in-keras-last'), ['wrap/two/one/low', 'last']],
      ['shared', shared, ['shared', 'shared#1', 'shared#2']],
    ] as const) {
      const model = await openModel(`${keras}/${file}.keras`);
      const dtype = 'float64';
      const [plain] = model.predictAll(input, { dtype });
      for (const layer of layers) {
        const found = await ablationEffects(model, input, { layer, dtype, batchSize: 2 });
        for (const unit of found.units) {
          const change = { [layer]: { ablate: [unit] } };
          const [moved] = model.predictAll(input, { dtype, change });
          const expected = moved!.sub(plain!).map(Math.abs).mean();
          assert.ok(Math.abs(found.effect.get(unit) - expected) < 1e-14, `${layer} ${unit}`);
        }
      }
    }
  });

  it('starts alike each time in a stateful model, whose kept states stay', async () => {
    const stateful = 'test/fixtures/keras3/lstm-stateful.keras';
    const model = await openModel(stateful);
    const X = await readArray('test/fixtures/keras3/keras3-lstm-stateful.npz', { dataset: 'X' });
    const fresh = await ablationEffects(model, X, { dtype: 'float64' });
    const plain = model.run(X);
    const name = model.layers.find(({ isRecurrent }) => isRecurrent)!.name;
    const change = { [name]: { ablate: [1] } };
    const silent = (await openModel(stateful)).run(X, { change });
    const moved = silent.output.sub(plain.output).map(Math.abs);
    assert.ok(Math.abs(fresh.effect.get(1) - moved.mean()) < 1e-12);
    const second = () => [...model.predict(X, { dtype: 'float64' }).data];
    model.predict(X);
    const went = second();
    model.resetStates();
    // In another precision than that of the call before.
    model.predict(X);
    assert.deepEqual(
      [...(await ablationEffects(model, X, { dtype: 'float64' })).effect.data],
      [...fresh.effect.data],
    );
    assert.deepEqual(second(), went);
  });

  it('says what is wrong', async () => {
    const model = await open('lstm');
    const x = await told('x');
    const ask = (options: AblationOptions) => ablationEffects(model, x, options);
    await assert.rejects(ask({ units: [4] }), /no unit 4; they are numbered 0 to 3/);
    await assert.rejects(ask({ units: [] }), /names no unit/);
    await assert.rejects(ask({ direction: 'forward' }), /one direction only/);
    await assert.rejects(ask({ loss: () => [1, 2] }), /one number, or 3, .* but gave 2/);
    await assert.rejects(ask({ loss: meanSquaredError([1]) }), /The targets should be 3 × 9 × 2/);
    await assert.rejects(ask({ loss: crossEntropy(x.pick(null, null, 0)) }), /There is no class/);
    await assert.rejects(ask({ by: 'max' as 'mean' }), /zero or mean, not max/);
    await assert.rejects(ask({ loss: () => [1, NaN, 2] }), /sample 1 costs NaN/);
    await assert.rejects(ablationEffects(model, x.hi(0)), /has no samples/);
    const zeros = x.pick(null, null, 0).map(() => 0);
    await assert.rejects(ask({ loss: crossEntropy(zeros) }), /say \{ fromLogits: true \}/);
    const none = [0, -1, 0].map((label) => Array.from({ length: 9 }, () => label));
    const unlabelled = crossEntropy(none, { fromLogits: true });
    await assert.rejects(ask({ loss: unlabelled }), /Nothing counts in sample 1/);
    const single = toNdArray({ data: [0.3, 0.4], shape: [2, 1] });
    assert.throws(() => crossEntropy([0, 0])(single), /that of several classes/);
    await assert.rejects(
      ablationEffects(await open('stacked'), x),
      /2 recurrent layers: say whose/,
    );
    await assert.rejects(ablationEffects(await open('bidirectional'), x), /two directions/);
    const cells = await openModel('test/fixtures/keras3/rnn-stacked-cells.keras');
    const X = await readArray('test/fixtures/keras3/keras3-rnn-stacked-cells.npz', {
      dataset: 'X',
    });
    await assert.rejects(ablationEffects(cells, X), /stacked cells: use model.run/);
    await assert.rejects(ablationEffects(cells, X.pick(0)), /samples first|stacked/);
  });
});

const meanOf = (h: NdArray) => {
  const rows = lengths.flatMap((length, sample) =>
    Array.from({ length }, (_, t) => h.get(sample, t, 1)),
  );
  return rows.reduce((sum, value) => sum + value, 0) / rows.length;
};

const plainProbabilities = () =>
  toNdArray({ data: Float64Array.of(0.25, 0.75, 0.5, 0.5), shape: [1, 2, 2] });
