import assert from 'node:assert/strict';
import type { Model, NdArray } from '../../../src/index.js';
import { openModel, readArray, whatChanged, withWeights } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';
import { open, told } from './fixture.js';

const same = (a: NdArray, b: NdArray) => maxDifference(a, b) === 0;

describe('withWeights(model, change)', () => {
  it('changes a copy, by gate, and leaves the model as it was', async () => {
    for (const [name, gates] of [
      ['lstm', ['i', 'f', 'g', 'o']],
      ['gru', ['z', 'r', 'n']],
      ['rnn', ['h']],
    ] as const) {
      const model = await open(name);
      const x = await told('x');
      const before = model.run(x).output;
      for (const gate of gates) {
        const copy = withWeights(model, { 'rec.l0': { [`U.${gate}`]: (u) => u.mul(0.5) } });
        const U = (one: Model) => one.layer('rec.l0').weights.U;
        assert.ok(same(U(copy).get(gate), U(model).get(gate).mul(0.5)));
        for (const other of gates.filter((own) => own !== gate))
          assert.ok(same(U(copy).get(other), U(model).get(other)));
        assert.ok(maxDifference(copy.run(x).output, before) > 1e-4, `${name} ${gate}`);
      }
      assert.ok(same(model.run(x).output, before));
    }
  });

  it('a unit without weights out is an ablated one; a forget gate that is held by weights a clamped one', async () => {
    const model = await open('lstm');
    const x = await told('x');
    const still = withWeights(model, { 'rec.l0': { 'U.f': 0, 'W.f': 0, 'b.f': 40, 'recurrentBias.f': 0 } }); // prettier-ignore
    const held = model.run(x, { change: { 'rec.l0': { clamp: { f: 1 } } } });
    assert.ok(maxDifference(still.run(x).output, held.output) < 1e-12);
    const cut = withWeights(model, (copy) => {
      const { U } = copy.layer('rec.l0').weights;
      for (const gate of U.names) for (let k = 0; k < 4; k++) U.get(gate).set(1, k, 0);
      copy.layer('out').tensors[0]!.read().set(0, 1, 0);
      copy.layer('out').tensors[0]!.read().set(1, 1, 0);
    });
    const ablated = model.run(x, { at: [{ series: 'h', unit: 1, set: 0 }] });
    assert.ok(maxDifference(cut.run(x).output, ablated.output) < 1e-12);
  });

  it('reaches directions, stacked cells, projections, Dense layers and tensors by number', async () => {
    const x = await told('x');
    const both = await open('bidirectional');
    const backward = withWeights(both, { 'rec.l0': { 'backward.U': 0 } }).run(x);
    assert.ok(same(backward.trace().get('forward_h'), both.run(x).trace().get('forward_h')));
    assert.ok(maxDifference(backward.trace().get('backward_h'), both.run(x).trace().get('backward_h')) > 1e-3); // prettier-ignore
    const shifted = withWeights(both, { out: { bias: (b) => b.add(1) } }).run(x);
    assert.ok(maxDifference(shifted.output, both.run(x).output.add(1)) < 1e-12);
    const zero = withWeights(both, { out: { kernel: 0, 1: 2 } }).run(x);
    assert.equal(zero.output.sub(2).map(Math.abs).max(), 0);
    const projected = await open('projected');
    const none = withWeights(projected, { 'rec.l0': { projection: 0 } }).run(x);
    assert.equal(none.trace().h.map(Math.abs).max(), 0);
    const cells = await openModel('test/fixtures/keras3/rnn-stacked-cells.keras');
    const file = 'test/fixtures/keras3/keras3-rnn-stacked-cells.npz';
    const X = await readArray(file, { dataset: 'X' });
    const [name] = cells.run(X).layers;
    const lower = cells.run(X).trace(name).get('cell0_h');
    const changed = withWeights(cells, { [name!]: { 'cells.1.U': 0 } })
      .run(X)
      .trace(name);
    assert.ok(same(changed.get('cell0_h'), lower));
    assert.ok(maxDifference(changed.output, cells.run(X).output) > 1e-4);
  });

  it('is told apart from the model, and outlives it', async () => {
    const model = await openModel('notebooks/data/sunspots-keras2.h5');
    const X = (await readArray('notebooks/data/sunspots-X.npy')).pick(3);
    const copy = withWeights(model, { test_layer: { 'U.o': (u) => u.map(Math.round) } });
    const [first] = whatChanged(model, copy).weights;
    assert.equal(`${first!.layer} ${first!.part}`, 'test_layer U.o');
    const expected = copy.predict(X);
    model.close();
    copy.close();
    assert.ok(same(copy.predict(X), expected));
    assert.match(copy.file.name, /\(weights changed\)$/);
  });

  it('refuses what is not there', async () => {
    const model = await open('lstm');
    const ask =
      (part: string, value: unknown, layer = 'rec.l0') =>
      () =>
        withWeights(model, { [layer]: { [part]: value as number } });
    assert.throws(ask('U.z', 0), /No gate "z"/);
    assert.throws(ask('V.f', 0), /has no weights "V.f"/);
    assert.throws(ask('U.f.x', 0), /has no weights "U.f.x"/);
    assert.throws(ask('projection', 0), /has no projection/);
    assert.throws(ask('9', 0), /has no weights "9"/);
    assert.throws(ask('gamma', 0, 'out'), /has no weights "gamma": name kernel and bias/);
    assert.throws(ask('U.f', 0, 'elsewhere'), /elsewhere/);
    assert.throws(ask('U.f', [1, 2]), /is 4 × 4, but is to become 2/);
    assert.throws(ask('b.f', NaN), /would hold NaN/);
    const graph = await openModel('test/fixtures/onnx/lstm-peepholes.onnx');
    assert.throws(() => withWeights(graph, {}), /stand in the operations of a graph/);
  });
});
