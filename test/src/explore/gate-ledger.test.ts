// What drives a gate to its ends, beside means of NumPy's kind over PyTorch's terms: scripts/fixtures/interventions.py.
import assert from 'node:assert/strict';
import type { GateLedger, LedgerRow, NdArray } from '../../../src/index.js';
import { gateLedger, openModel, readArray, withWeights } from '../../../src/index.js';
import { open, told } from '../interventions/fixture.js';

const ends = ['all', 'shut', 'open'] as const;

/** The means of one end in the fixture's order: inputs, states, bias. */
function inOrder({ rows }: GateLedger, end: (typeof ends)[number]): number[] {
  const place = ({ from, index }: LedgerRow) => ['x', 'h', 'bias', 'c'].indexOf(from) * 100 + index;
  return [...rows].sort((a, b) => place(a) - place(b)).map((row) => row[end]);
}

function assertNear(found: readonly number[], expected: NdArray, what: string): void {
  const wanted = Array.from(expected.data);
  assert.equal(found.length, wanted.length, what);
  for (const [k, value] of wanted.entries()) {
    const same = Number.isNaN(value) ? Number.isNaN(found[k]) : Math.abs(found[k]! - value) < 1e-10;
    assert.ok(same, `${what} ${k}: ${found[k]} instead of ${value}`);
  }
}

describe('gateLedger(traces, { series, unit })', () => {
  for (const [name, series] of [
    ['lstm', ['i', 'f', 'o']],
    ['projected', ['i', 'f', 'o']],
    ['gru', ['r', 'z']],
    ['bidirectional', ['forward_f', 'backward_f', 'backward_o']],
  ] as const) {
    it(`${name}: ${series.join(', ')}`, async () => {
      const layer = (await open(name)).layer('rec.l0');
      const x = await told('x');
      const trace = layer.trace(x);
      for (const gate of series) {
        const options = { series: gate, unit: 1, low: 0.2, high: 0.8 };
        const found = gateLedger(trace, options);
        for (const end of ends) {
          const at = `${name}/ledger/${gate}/${end}`;
          assert.equal(found.steps[end], (await told(`${at}-count`)).data[0], at);
          assertNear(inOrder(found, end), await told(at), at);
        }
        // One after the other, as over a data set.
        const samples = [0, 1, 2].map((sample) => layer.trace(x.pick(sample)));
        const streamed = gateLedger(samples, options);
        assert.deepEqual(streamed.steps, found.steps);
        assert.ok(Math.abs(streamed.sum.all - found.sum.all) < 1e-12);
      }
    });
  }

  const inverse: Readonly<Record<string, (y: number) => number>> = {
    sigmoid: (y) => Math.log(y / (1 - y)),
    tanh: Math.atanh,
  };

  for (const [file, data] of [
    ['onnx/lstm-peepholes.onnx', 'onnx/onnx-lstm-peepholes'],
    ['tensorflow/v1-lstm-peepholes', 'tensorflow/tensorflow-v1-lstm-peepholes'],
    ['keras3/gru-reset-before.keras', 'keras3/keras3-gru-reset-before'],
    ['keras3/gru-reset-after.keras', 'keras3/keras3-gru-reset-after'],
    ['keras3/rnn-stacked-cells.keras', 'keras3/keras3-rnn-stacked-cells'],
  ] as const) {
    it(`rows add up to what stands in front of every gate: ${file}`, async () => {
      const model = await openModel(`test/fixtures/${file}`, { assumeDefaults: true });
      const layer = model.layers.find(({ isRecurrent }) => isRecurrent)!;
      const X = await readArray(`test/fixtures/${data}.npz`, { dataset: 'X' });
      const trace = layer.trace(X, { layerInput: true });
      const { specs } = layer.recurrent().setup().directions[0]!;
      for (const [n, { kind, units, activation, recurrentActivation }] of specs.entries()) {
        const gates = { lstm: 'ifgo', gru: 'zrn', 'simple-rnn': 'h' }[kind];
        for (const gate of gates) {
          const series = (specs.length > 1 ? `cell${n}_` : '') + gate;
          const { id } = 'gnh'.includes(gate) ? activation : recurrentActivation;
          const values = trace.get(series);
          for (let unit = 0; unit < units; unit++) {
            const { sum } = gateLedger(trace, { series, unit, low: -0.5, high: 0.5 });
            const mean = values.pick(null, null, unit).map(inverse[id]!).mean();
            assert.ok(Math.abs(sum.all - mean) < 1e-9, `${series} ${unit}: ${sum.all} ${mean}`);
          }
        }
      }
    });
  }

  it('counts no step that a mask skips, and begins with the first state', async () => {
    const layer = (await open('lstm')).layer('rec.l0');
    const { finalState } = layer.trace(await told('other'));
    const trace = layer.trace(await told('x'), { lengths: [9, 6, 3], initialState: finalState });
    const found = gateLedger(trace, { series: 'f', unit: 2 });
    assert.equal(found.steps.all, 18);
    const mask = trace.start.batch.mask!;
    const sums = Array.from({ length: 27 }, (_, row) => row)
      .filter((row) => mask[row] === 1)
      .map((row) => inverse['sigmoid']!(trace.f.get(Math.floor(row / 9), row % 9, 2)));
    const mean = sums.reduce((sum, value) => sum + value, 0) / 18;
    assert.ok(Math.abs(found.sum.all - mean) < 1e-10);
  });

  it('ranks what drives, and prints it', async () => {
    const layer = (await open('lstm')).layer('rec.l0');
    const found = gateLedger(layer.trace(await told('x')), { series: 'f', unit: 1 });
    const drives = found.rows.map(({ drive }) => Math.abs(drive));
    assert.deepEqual(
      drives,
      [...drives].sort((a, b) => b - a),
    );
    assert.match(String(found), /^f of unit 1: shut in \d+ of 27 steps, open in \d+\n/);
    assert.match(String(found), /\nsum /);
  });

  it('refuses what is no such sum', async () => {
    const model = await open('lstm');
    const layer = model.layer('rec.l0');
    const x = await told('x');
    const trace = layer.trace(x);
    const ask = (series: string, unit = 0) => gateLedger(trace, { series, unit });
    assert.throws(() => ask('c'), /not on a scale from shut to open/);
    assert.throws(() => gateLedger(trace, { series: 'c', unit: 0, low: 0, high: 1 }), /no gate/);
    assert.throws(() => ask('f', 4), /no unit 4; they are numbered 0 to 3/);
    assert.throws(() => ask('forward_f'), /"forward_f" is no gate/);
    assert.throws(() => gateLedger([], { series: 'f', unit: 0 }), /one trace at least/);
    const own = { series: 'f', unit: 0 };
    assert.throws(() => gateLedger(trace, { ...own, low: 0.95 }), /the lower end .* not 0.95/);
    assert.throws(() => gateLedger(trace, { ...own, high: NaN }), /the upper one, not 0.1 and NaN/);
    assert.throws(() => gateLedger(model.run(x) as never, own), /of a whole run, run.trace/);
    const [found] = model.layers.filter(({ isRecurrent }) => isRecurrent);
    assert.equal(gateLedger([trace, found!.trace(x)], own).steps.all, 2 * 27);
    const other = withWeights(model, { 'rec.l0': { 'b.f': 1 } })
      .layer('rec.l0')
      .trace(x);
    assert.throws(() => gateLedger([trace, other], own), /one layer of one model/);
    const changed = layer.trace(x, { at: [{ series: 'f', step: 1, set: 0 }] });
    assert.throws(() => gateLedger(changed, { series: 'f', unit: 0 }), /changed from within/);
    // Other gates are what their sums make them.
    assert.ok(Number.isFinite(gateLedger(changed, { series: 'i', unit: 0 }).sum.all));
  });
});
