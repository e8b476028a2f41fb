// One instrument for a trace: what it is made of, and what it refuses.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArray } from '../../../../kernel/index.js';
import { openModel, saveArray, toNdArray, type Layer, type Trace } from '../../../../src/index.js';
import { explore } from '../../../../widgets/host/index.js';
import { connectWidgets } from '../../../../widgets/host/core/registry.js';
import { Lines } from '../../../../widgets/host/pictures/lines.js';
import { decodeArray } from '../../../../widgets/state/index.js';
import { FakeFrontEnd } from '../core/fake-front-end.js';

const sunspots = (name: string) => `notebooks/data/sunspots-${name}`;

const waves = (...shape: number[]) => ({
  data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, k) => Math.sin(k)),
  shape,
});

/** A trace of a layer that a framework wrote. */
async function traceOf(path: string, layer: string, shape: number[]): Promise<Trace<Layer>> {
  const model = await openModel(`test/fixtures/${path}`);
  const trace = model.layer(layer).trace(waves(...shape));
  model.close();
  return trace;
}

describe('explore', () => {
  let trace: Trace<Layer>;
  let reference: Awaited<ReturnType<typeof readArray>>;
  before(async () => {
    const model = await openModel(sunspots('keras2.h5'));
    const X = await readArray(sunspots('X.npy'));
    trace = model.layer('test_layer').trace(X.pick(114) as never);
    reference = (await readArray(sunspots('h.npy'))).pick(114);
  });
  afterEach(() => connectWidgets(undefined));

  it('shows the input, all series in one picture, what Keras says beside h, and the cell', () => {
    const { input, series, diagram } = explore(trace, reference);
    assert.ok(input instanceof Lines);
    assert.deepEqual(
      [...decodeArray(input.series[0]!.values).data],
      [...trace.input.pick(null, 0)],
    );
    const seen = series.facets.map(({ title, quantity, shape }) => `${title}, ${quantity}, ${shape.join('×')}`); // prettier-ignore
    assert.deepEqual(seen, [
      'i input, gate, 30×302',
      'f forget, gate, 30×302',
      'o output, gate, 30×302',
      'g candidate, hidden, 30×302',
      'c, cell, 30×302',
      'h state, hidden, 30×302',
      'h − reference, error, 30×302',
    ]);
    const error = decodeArray(series.facets[6]!.data).data;
    assert.equal(error[7 * 302 + 100], trace.h.get(100, 7) - reference.get(100, 7));
    assert.equal(diagram!.opened, 'f');
  });

  it('begins at the largest error, or where it is told', () => {
    const { series } = explore(trace, reference);
    const [unit, step] = [series.unit!, series.step!];
    const size = Math.abs(trace.h.get(step, unit) - reference.get(step, unit));
    const { min, max } = series.facets[6]!.stats;
    assert.equal(size, Math.max(-min!, max!));
    const told = explore(trace, reference, { step: 5, unit: 3 });
    assert.deepEqual([told.series.step, told.diagram!.unit], [5, 3]);
  });

  it('has its parts on one link, which knows the place', () => {
    connectWidgets(new FakeFrontEnd());
    const { input, series, diagram } = explore(trace, undefined, { step: 9, unit: 2 });
    const link = series.link!;
    assert.ok(input.link === link && diagram!.link === link);
    assert.deepEqual([link.step, link.unit], [9, 2]);
  });

  it('says the trace in words and draws every part where nothing is alive', () => {
    const bundle = explore(trace, reference).staticBundle();
    assert.equal(bundle['text/plain'], 'Trace of test_layer: i f g o c h, 302 × 30, float64');
    assert.equal(String(bundle['text/html']).match(/<img /g)!.length, 3);
  });

  it('has a text on top where there is one', () => {
    const pieces = Array.from({ length: 302 }, (_, t) => `w${t}`);
    const { input, diagram } = explore(trace, undefined, { tokens: pieces });
    assert.equal(input.spec.name, 'Tokens');
    assert.equal(diagram!.columnNames![3], 'w3');
  });

  it('draws the first features of many, and says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-explore-'));
    const path = join(folder, 'wide.npz');
    const [W, U, b] = [waves(8, 12), waves(8, 2), waves(8)].map(toNdArray);
    await saveArray(path, { weight_ih_l0: W!, weight_hh_l0: U!, bias_ih_l0: b!, bias_hh_l0: b! });
    const { input } = explore((await openModel(path)).layers[0]!.trace(waves(5, 12)));
    rmSync(folder, { recursive: true });
    assert.ok(input instanceof Lines);
    assert.equal(input.title, 'input: the first 8 of 12 features');
    assert.equal(input.series.length, 8);
  });

  it('takes the direction and the sample that are asked for', async () => {
    const both = await traceOf('keras2/bidirectional-concat.h5', 'both', [2, 6, 3]);
    const { series, diagram } = explore(both, undefined, { direction: 'backward', sample: 1 });
    assert.match(series.facets[0]!.title, /^backward_i input$/);
    const data = decodeArray(series.facets[0]!.data).data;
    assert.equal(data[2 * 6 + 4], both.get('backward_i').get(1, 4, 2));
    assert.equal(diagram!.backwards, true);
  });

  it('opens the first gate of a GRU, and says why a cell with peepholes has no diagram', async () => {
    const gru = await traceOf('keras2/gru-reset-after.h5', 'gru_1', [6, 3]);
    assert.equal(explore(gru).diagram!.opened, 'z');
    const peephole = explore(await traceOf('onnx/lstm-peepholes.onnx', 'layer', [6, 3]));
    assert.equal(peephole.diagram, null);
    assert.match(
      String(peephole.children[2]!.get('value')),
      /has peepholes, a projection or a state that was held/,
    );
  });

  it('refuses series that are no matrices', async () => {
    const frames = await traceOf('keras2/conv-lstm-1d.h5', 'conv_lstm1d', [4, 5, 2]);
    assert.throws(() => explore(frames), /"conv_lstm1d" are no matrices/);
  });

  it('refuses a reference of another shape, and says both', () => {
    const other = reference.hi(302, 29);
    assert.throws(() => explore(trace, other), /302 × 29.* 302 × 30/);
  });
});
