import assert from 'node:assert/strict';
import type { Intervention, NdArray, RunModelOptions } from '../../../src/index.js';
import { Model, openModel, readArray } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';
import { open, refusal, told } from './fixture.js';

const keras = 'test/fixtures/keras3';
const stored = (file: string, dataset = 'X') => readArray(file, { dataset });
const nested = async () => ({
  model: await openModel(`${keras}/nested.keras`),
  X: await stored(`${keras}/keras3-model-nested-in-keras-last.npz`),
});

describe('model.run(X)', () => {
  it('gives what predict and every trace give, through nested models', async () => {
    const { model, X } = await nested();
    const run = model.run(X);
    assert.equal(maxDifference(run.output, model.predict(X, { dtype: 'float64' })), 0);
    assert.deepEqual([...run.layers], ['wrap/two/one/low', 'wrap/two/high', 'last']);
    for (const name of run.layers) {
      const [own, alone] = [run.trace(name), model.layer(name).trace(X)];
      for (const series of alone.series)
        assert.equal(maxDifference(own.get(series), alone.get(series)), 0);
      assert.deepEqual(Object.keys(own.finalState), Object.keys(alone.finalState));
      assert.equal(own.layer, model.layer(name));
    }
    const one = model.run(X.pick(0));
    assert.equal(maxDifference(one.output, run.output.pick(0)), 0);
    assert.deepEqual([...one.trace('last').h.shape], [6, 3]);
    assert.match(String(run), /^Run of 1 output, with the traces of wrap/);
    assert.match(
      refusal(() => run.trace('first')),
      /"first" of .* has no trace in this run/,
    );
    assert.match(
      refusal(() => run.trace()),
      /3 recurrent layers: say whose/,
    );
  });

  it('takes masks, float32, held gates and first states as predict does, and runs beside other things', async () => {
    const model = await open('lstm');
    const x = await told('x');
    const options: RunModelOptions = {
      lengths: [9, 6, 3],
      dtype: 'float32',
      initialState: { h: [0.1, 0.2, 0.3, 0.4] },
      change: { 'rec.l0': { clamp: { f: { 1: 1 } } } },
    };
    const run = model.run(x, options);
    assert.equal(maxDifference(run.output, model.predict(x, options)), 0);
    assert.ok(run.trace().f.get(2, 5, 1) > 0.999999);
    assert.equal(run.trace().dtype, 'float32');
    const later = await model.runAsync(x, { ...options, at: [{ series: 'c', step: 3, set: 1 }] });
    assert.equal(later.trace().c.get(0, 3, 2), 1);
  });

  it('reaches graphs of operations, ONNX and the two calls of a shared layer', async () => {
    const graph = await openModel('test/fixtures/graphs/between-scale.onnx');
    const x = await stored('test/fixtures/graphs/between-scale.npz', 'in:x');
    const plain = graph.runAsync(x);
    const set = await graph.runAsync(x, {
      at: [{ layer: 'first', series: 'h', step: -1, set: 0.5 }],
    });
    assert.equal(set.trace('first').h.get(0, -1, 0), 0.5);
    assert.ok(maxDifference(set.trace('lstm').h, (await plain).trace('lstm').h) > 1e-3);
    assert.ok(maxDifference(set.outputs[0]!, (await plain).outputs[0]!) > 1e-3);

    const shared = await openModel(`${keras}/shared.keras`);
    const from = `${keras}/keras3-model-shared-in-keras-shared-1.npz`;
    const inputs = [await stored(from, 'X0'), await stored(from, 'X1')];
    const h = (layer: string, call: string): NdArray =>
      shared.run({ inputs }, { at: [{ layer, series: 'h', step: 2, set: 7 }] }).trace(call).h;
    const sevens = (array: NdArray) => [...array.data].filter((value) => value === 7).length > 0;
    const found = ['shared', 'shared#1', 'shared#2'].map((layer) =>
      ['shared#1', 'shared#2'].map((call) => sevens(h(layer, call))),
    );
    assert.deepEqual(found, [
      [true, true],
      [true, false],
      [false, true],
    ]);
  });
});

describe('interventions', () => {
  it('that put in what was there change nothing, in every kind of cell', async () => {
    for (const [file, layer, series] of [
      ['rnn-stacked-cells', 'rnn_1', ['cell0_c', 'cell1_h']],
      ['conv-lstm-2d', 'conv_lstm2d', ['c', 'o']],
      ['embedding-mask', 'lstm_19', ['i', 'h']],
    ] as const) {
      const model = await openModel(`${keras}/${file}.keras`);
      const X = await stored(`${keras}/keras3-${file}.npz`);
      const plain = model.run(X);
      for (const one of series) {
        const known = plain.trace(layer).series.find((name) => name.endsWith(one));
        if (!known) continue;
        const put = model.run(X, { at: [{ series: known, patchFrom: plain }] });
        assert.ok(maxDifference(put.output, plain.output) < 1e-12, `${file} ${known}`);
        const moved = model.run(X, { at: [{ series: known, add: 0.1 }] });
        assert.ok(maxDifference(moved.output, plain.output) > 1e-4, `${file} ${known}`);
      }
    }
  });

  it('over a whole run are what clamp and ablate do', async () => {
    const x = await told('x');
    for (const name of ['lstm', 'gru', 'rnn']) {
      const layer = (await open(name)).layer('rec.l0');
      const set = layer.trace(x, { at: [{ series: 'h', unit: 2, set: 0 }] });
      assert.ok(maxDifference(set.h, layer.trace(x, { ablate: [2] }).h) < 1e-14, name);
    }
    const layer = (await open('lstm')).layer('rec.l0');
    const open1 = layer.trace(x, { at: [{ series: 'f', set: 0.75 }] });
    assert.ok(maxDifference(open1.h, layer.trace(x, { clamp: { f: 0.75 } }).h) < 1e-12);
  });

  it('are seen by what comes after them in the step: the peephole of o, a forget gate that is 1 − i', async () => {
    const peepholes = await openModel('test/fixtures/onnx/lstm-peepholes.onnx');
    const X = await stored('test/fixtures/onnx/onnx-lstm-peepholes.npz');
    const [layer] = peepholes.layers.filter(({ isRecurrent }) => isRecurrent);
    const { units } = layer!;
    const start = { c: new Float64Array(units).fill(0.7) };
    const set = layer!.trace(X, { at: [{ series: 'c', set: 0.7 }], initialState: start });
    const held = layer!.trace(X, { clamp: { c: 0.7 } });
    for (const name of held.series)
      assert.ok(maxDifference(set.get(name), held.get(name)) < 1e-12, name);

    const coupled = await openModel('test/fixtures/onnx/lstm-input-forget.onnx');
    const [other] = coupled.layers.filter(({ isRecurrent }) => isRecurrent);
    const x = await stored('test/fixtures/onnx/onnx-lstm-input-forget.npz');
    const moved = other!.trace(x, { at: [{ series: 'i', step: 1, set: 0.25 }] });
    assert.equal(moved.f.get(0, 1, 0), 0.75);
  });

  it('take steps by number, list, range and predicate', async () => {
    const model = await open('gru');
    const x = await told('x');
    const h = (at: Pick<Intervention, 'step' | 'sample'>) =>
      model.run(x, { at: [{ series: 'z', ...at, set: 0 }] }).trace().h;
    const expected = h({ step: [3, 4, 5] });
    assert.equal(maxDifference(h({ step: { from: 3, to: 6 } }), expected), 0);
    assert.equal(maxDifference(h({ step: { from: -6, to: -3 } }), expected), 0);
    assert.equal(maxDifference(h({ step: (t) => t > 2 && t < 6 }), expected), 0);
    const one = h({ step: (t, sample) => sample === 1 && t > 2 && t < 6 });
    assert.equal(maxDifference(h({ sample: 1, step: { from: 3, to: 6 } }), one), 0);
    assert.ok(maxDifference(one, expected) > 1e-3);
    assert.equal(maxDifference(one.pick(1), expected.pick(1)), 0);
    // Whatever JavaScript takes for true.
    const truthy = (t: number) => Number(t > 2 && t < 6) * 2;
    assert.equal(maxDifference(h({ step: truthy as unknown as () => boolean }), expected), 0);
    assert.equal(maxDifference(h({ step: -1 }), h({ step: 8 })), 0);
  });

  it('leave steps alone that a mask skips, and refuse layers that no output depends on', async () => {
    const model = await open('lstm');
    const trace = model.run(await told('x'), { lengths: [9, 6, 3], at: [{ series: 'i', set: 2 }] });
    assert.equal(trace.trace().i.get(1, 5, 0), 2);
    assert.notEqual(trace.trace().i.get(1, 6, 0), 2);
    // A state is carried on where a run was skipped; a gate there was computed and thrown away.
    const x = await told('x');
    const skipped = model.run(x, { lengths: [9, 6, 3] });
    const patched = model.run(x, { at: [{ series: 'c', step: 8, patchFrom: skipped }] }).trace();
    assert.equal(patched.c.get(2, 8, 1), skipped.trace().c.get(2, 2, 1));
    assert.match(
      refusal(() => model.run(x, { at: [{ series: 'i', step: 8, patchFrom: skipped }] })),
      /"i" cannot be patched from step 8 of a run whose mask skips it/,
    );

    const { file } = await openModel('notebooks/data/sunspots-keras2.h5');
    const ends = { inputs: ['test_layer_input'], outputs: ['test_layer'] };
    const short = new Model({ ...file, ends, close: () => file.close() });
    const X = (await readArray('notebooks/data/sunspots-X.npy')).pick(0).slice([0, 302]);
    const idle = { layer: 'summary_layer', series: 'c', set: 0 } as const;
    assert.match(
      refusal(() => short.run(X, { at: [idle] })),
      /"summary_layer" has not run, since no output of the model depends on it/,
    );
  });
});
