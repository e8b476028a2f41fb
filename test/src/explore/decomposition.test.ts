// Who has written what, beside PyTorch's gates carried forward step by step: scripts/fixtures/interventions.py.
import assert from 'node:assert/strict';
import type { NdArray } from '../../../src/index.js';
import {
  contributions,
  Model,
  openModel,
  outputContributions,
  readArray,
  withWeights,
  toNdArray,
} from '../../../src/index.js';
import { makeTensor } from '../../../src/model/tensor.js';
import { open, told } from '../interventions/fixture.js';
import { maxDifference } from '../max-difference.js';

const near = (found: NdArray, expected: NdArray, what: string) => {
  assert.deepEqual([...found.shape], [...expected.shape], what);
  assert.ok(maxDifference(found, expected) < 1e-10, `${what}: ${maxDifference(found, expected)}`);
};

const directions = { '': undefined, forward_: 'forward', backward_: 'backward' } as const;
const cases = [
  ['lstm', ['']],
  ['projected', ['']],
  ['gru', ['']],
  ['bidirectional', ['forward_', 'backward_']],
] as const;

/** Every state, direction, rule, sample and some steps. */
function asked(series: readonly string[]) {
  const isLstm = series.some((name) => name.endsWith('c'));
  const states = [
    ...(isLstm ? [{ series: 'c' } as const] : [{ series: 'h' } as const]),
    ...(isLstm ? (['rescale', 'telescope'] as const).map((rule) => ({ series: 'h', rule }) as const) : []), // prettier-ignore
  ];
  return Object.entries(directions)
    .filter(([prefix]) => series.includes(`${prefix}h`))
    .flatMap(([prefix, direction]) =>
      [0, 1, 2].flatMap((sample) =>
        [0, 2, 4, 8].flatMap((step) =>
          states.map((state) => ({
            ...state,
            prefix,
            sample,
            step,
            ...(direction && { direction }),
          })),
        ),
      ),
    );
}

/** A bidirectional LSTM of Keras, with dropout and a Dense layer put behind it. */
async function withDense(merge: string) {
  const name = 'bidirectional-concat';
  const bare = await openModel(`test/fixtures/keras3/${name}.keras`);
  const X = (await readArray(`test/fixtures/keras3/keras3-${name}.npz`, { dataset: 'X' })).pick(0);
  const { file } = bare;
  const layers = file.layers.map((layer) =>
    layer.className === 'Bidirectional'
      ? { ...layer, name: 'both', config: { ...layer.config, merge_mode: merge } }
      : layer,
  );
  const width = bare.layers.find(({ isRecurrent }) => isRecurrent)!.units;
  const inputs = merge === 'concat' ? 2 * width : width;
  const numbers = (shape: readonly number[]) =>
    makeTensor({
      name: 'weight',
      shape,
      type: 'float64',
      read: () => {
        const data = Float64Array.from({ length: shape.reduce((a, b) => a * b) }, (_, k) => Math.sin(k + 1)); // prettier-ignore
        return toNdArray({ data, shape });
      },
    });
  const base = { config: {}, weights: [], children: [] };
  const behind = [
    { ...base, name: 'drop', className: 'Dropout', inbound: ['both'] },
    { ...base, name: 'out', className: 'Dense', inbound: ['drop'], config: { units: 3 }, weights: [numbers([inputs, 3]), numbers([3])] }, // prettier-ignore
  ];
  const close = () => file.close();
  const model = new Model({ ...file, layers: [...layers, ...behind], ends: undefined, close });
  return { model, X };
}

describe('contributions(trace, { step, series })', () => {
  for (const [name, prefixes] of cases) {
    it(`${name}: of the state and of h, at any step`, async () => {
      const model = await open(name);
      const run = model.run(await told('x'));
      const trace = run.trace();
      for (const prefix of prefixes) {
        const direction = directions[prefix];
        for (const step of [5, 8]) {
          const [state, h] = [
            await told(`${name}/written/${prefix}state/${step}`),
            await told(`${name}/written/${prefix}h/${step}`),
          ];
          for (let sample = 0; sample < 3; sample++) {
            const options = { sample, step, ...(direction && { direction }) };
            const found = contributions(trace, options);
            near(found, state.pick(sample), `${name} ${prefix}state ${step}`);
            near(found.written.mul(found.survived), found, 'written ∘ survived');
            near(contributions(trace, { ...options, series: 'h' }), h.pick(sample), `${name} h`);
          }
        }
      }
    });

    it(`${name}: through the Linear layer, up to its bias`, async () => {
      const model = await open(name);
      const run = model.run(await told('x'));
      for (const step of [5, -1]) {
        const expected = await told(`${name}/written/through/${step < 0 ? 8 : step}`);
        for (let sample = 0; sample < 3; sample++) {
          const found = outputContributions(run.trace(), model.layer('out'), { sample, step });
          near(found, expected.pick(sample), `${name} through ${step}`);
          const whole = found.sum(0).add(found.initial).add(found.constant);
          near(whole, run.output.pick(sample).pick(step), `${name} whole ${step}`);
        }
      }
    });
  }

  for (const name of ['lstm', 'gru', 'bidirectional', 'projected']) {
    it(`${name}: adds up with masks, first states and both rules, in both precisions`, async () => {
      const x = await told('x');
      const layer = (await open(name)).layer('rec.l0');
      const { finalState } = layer.trace(await told('other'));
      for (const dtype of ['float64', 'float32'] as const) {
        const trace = layer.trace(x, { lengths: [9, 6, 3], initialState: finalState, dtype });
        for (const { prefix, ...options } of asked(trace.series)) {
          const found = contributions(trace, options);
          const whole = found.sum(0).add(found.initial).add(found.constant);
          const { sample, step, series = 'h' } = options;
          const apart = maxDifference(
            whole,
            trace
              .get(prefix + series)
              .pick(sample!)
              .pick(step!),
          );
          const within = dtype === 'float64' ? 1e-14 : 1e-6;
          assert.ok(apart < within, `${prefix} ${JSON.stringify(options)}: ${apart}`);
        }
      }
    });
  }

  it('telescope gives a step what the curve moves by its own', async () => {
    const trace = (await open('lstm')).layer('rec.l0').trace((await told('x')).pick(0));
    const found = contributions(trace, { series: 'h', step: 4, rule: 'telescope' });
    const parts = contributions(trace, { step: 4 });
    const sums = (to: number) => parts.slice([0, to]).sum(0).map(Math.tanh);
    const third = sums(3).sub(sums(2)).mul(trace.o.pick(4));
    near(found.pick(2), third, 'step 2');
    assert.equal(found.pick(5).map(Math.abs).max(), 0);
  });

  it('keeps what activations and layers add apart, and takes stacked cells by number', async () => {
    const file = 'test/fixtures/keras3/keras3-rnn-stacked-cells.npz';
    const model = await openModel('test/fixtures/keras3/rnn-stacked-cells.keras');
    const trace = model.run((await readArray(file, { dataset: 'X' })).pick(0)).trace();
    const { cells } = trace.start.directions[0]!;
    const cell = cells.findIndex(({ kind }) => kind === 'lstm');
    assert.notEqual(cell, -1);
    const found = contributions(trace, { cell, series: 'h', step: 3 });
    near(found.sum(0).add(found.constant), trace.get(`cell${cell}_h`).pick(3), 'stacked');
  });

  for (const merge of ['concat', 'sum', 'ave', 'mul']) {
    it(`goes through dropout and a Dense layer behind two directions: ${merge}`, async () => {
      const { model, X } = await withDense(merge);
      const run = model.run(X);
      const trace = run.trace('both');
      const dense = model.layer('out');
      if (merge === 'mul') {
        assert.throws(() => outputContributions(trace, dense), /are multiplied/);
        return;
      }
      for (const step of [0, 2, -1]) {
        const found = outputContributions(trace, dense, { step, rule: 'telescope' });
        const whole = found.sum(0).add(found.initial).add(found.constant);
        near(whole, run.output.pick(step), `${merge} ${step}`);
      }
      const mask = [1, 1, 1, 1, 0, 0];
      const masked = trace.layer.trace(X, { mask });
      assert.throws(() => outputContributions(masked, dense), /mask skips step 5 of sample 0/);
    });
  }

  it('goes through the last step that counts, where a layer gives out that alone', async () => {
    const model = await openModel('notebooks/data/sunspots-keras2.h5');
    const X = (await readArray('notebooks/data/sunspots-X.npy')).slice([0, 3]);
    const run = model.run(X, { lengths: [302, 200, 0] });
    const summary = run.trace('summary_layer');
    const dense = model.layer('next_month');
    for (const sample of [0, 1]) {
      const found = outputContributions(summary, dense, { sample });
      const whole = found.sum(0).add(found.initial).add(found.constant);
      near(whole, run.output.pick(sample), `sample ${sample}`);
      assert.equal(found.get(200, 0) === 0, sample === 1);
    }
    const none = () => outputContributions(summary, dense, { sample: 2 });
    assert.throws(none, /mask skips step 301 of sample 2/);
  });

  it('refuses what is no such sum', async () => {
    const x = (await told('x')).pick(0);
    const lstm = await open('lstm');
    const trace = lstm.run(x).trace();
    assert.throws(() => contributions(trace, { step: 9 }), /no step 9; they are numbered 0 to 8/);
    assert.throws(() => contributions(trace, { rule: 'rescale' }), /a rule is for the h/);
    const odd = { series: 'h', rule: 'lrp' as 'rescale' } as const;
    assert.throws(() => contributions(trace, odd), /rescale or telescope, not lrp/);
    const gru = (await open('gru')).run(x).trace();
    assert.throws(() => contributions(gru, { series: 'c' }), /has no "c" to take apart/);
    const held = lstm.run(x, { at: [{ series: 'h', step: 2, set: 0 }] }).trace();
    assert.throws(() => contributions(held, { series: 'h' }), /"h" .* was set in this run/);
    near(contributions(held).sum(0), held.c.pick(-1), 'c of a run whose h was set');
    const out = lstm.layer('out');
    assert.throws(() => outputContributions(trace, lstm.layer('rec.l0')), /takes the input, not/);
    const later = withWeights(lstm, { out: { kernel: 1 } }).layer('out');
    assert.throws(() => outputContributions(trace, later), /of another model than the trace/);
    const stacked = await open('stacked');
    const lower = stacked.run(x).trace('rec.l0');
    assert.throws(() => outputContributions(lower, stacked.layer('out')), /takes rec.l1, not/);
    assert.throws(() => outputContributions(trace, out, { step: 12 }), /no step 12/);
    const rnn = await open('rnn');
    assert.throws(
      () => outputContributions(rnn.run(x).trace(), rnn.layer('out')),
      /no sum of what single steps have written/,
    );
  });
});
