import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Change } from '../../../src/changes/change.js';
import type { Heatmap } from '../../../widgets/host/index.js';
import { changesView } from '../../../widgets/host/index.js';
import { connectWidgets } from '../../../widgets/host/core/registry.js';
import { FakeFrontEnd } from '../../widgets/host/core/fake-front-end.js';
import { openModel, readArray, toNdArray, whatChanged } from '../../../src/index.js';

const folder = 'test/fixtures/changes';
const chain = ['rec.l0', 'head'];
const open = (name: string) => openModel(`${folder}/${name}.pt`, { chain });
const X = () => readArray(`${folder}/x.npy`);

type Distance = Pick<Change, 'relative' | 'rms' | 'maxAbs' | 'share'>;
interface Distances {
  readonly weights: Readonly<Record<string, Distance>>;
  readonly head: Readonly<Record<string, Distance>>;
  readonly series: Readonly<Record<string, Distance>>;
}
const numpy = JSON.parse(readFileSync(`${folder}/numpy.json`, 'utf8')) as Record<string, Distances>;
const checkpoints = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => `step-${k}`);

function assertSame(found: Change | undefined, told: Distance, name: string, by = 1e-6): void {
  assert.ok(found, name);
  for (const measure of ['relative', 'rms', 'maxAbs'] as const) {
    const apart = Math.abs(found[measure] - told[measure]);
    assert.ok(apart <= 1e-9 + by * told[measure], `${name} ${measure}: ${found[measure]}, ${told[measure]}`); // prettier-ignore
  }
  assert.ok(
    Math.abs(found.share - told.share) <= (by === edge ? 0.03 : 0),
    `${name}: ${found.share}, ${told.share}`,
  );
}

/** A difference at the edge of what is called rounding may be counted on one side and not on the other. */
const edge = 1e-3;

const ranks = (told: Readonly<Record<string, Distance>>) =>
  Object.entries(told)
    .filter(([, { share }]) => share > 0)
    .sort(([, a], [, b]) => b.relative - a.relative)
    .map(([name]) => name);

describe('whatChanged(a, b)', () => {
  for (const name of [...checkpoints, 'float16', 'head', 'neighbour']) {
    it(`finds what NumPy finds between the last checkpoint and ${name}: weights by gate, states, outputs`, async () => {
      const changes = whatChanged(await open('step-7'), await open(name), { data: await X() });
      const { weights, head, series } = numpy[name]!;
      const part = (all: readonly Change[], layer: string, wanted: string) =>
        all.find((one) => one.layer === layer && one.part === wanted);
      for (const [gate, told] of Object.entries(weights)) {
        assertSame(part(changes.weights, 'rec.l0', gate), told, gate);
      }
      for (const [array, told] of Object.entries(head)) {
        assertSame(part(changes.weights, 'head', array), told, `head ${array}`);
      }
      const { output, ...states } = series;
      for (const [state, told] of Object.entries(states)) {
        assertSame(part(changes.series, 'rec.l0', state), told, state, edge);
      }
      assertSame(changes.outputs[0], output!, 'output', edge);
      const ranked = changes.weights.filter(({ layer, share }) => layer === 'rec.l0' && share > 0);
      assert.deepEqual(
        ranked.map((one) => one.part),
        ranks(weights),
      );
    });
  }
  it('finds it in a copy whose weights are int8 in a graph that dequantises them', async () => {
    const int8 = await openModel(`${folder}/int8.onnx`);
    const changes = whatChanged(await open('step-7'), int8, { data: await X() });
    const { weights, series } = numpy['int8']!;
    for (const [gate, told] of Object.entries(weights)) {
      assertSame(
        changes.weights.find(({ part }) => part === gate),
        told,
        gate,
      );
    }
    for (const [state, told] of Object.entries(series)) {
      if (state === 'output') assertSame(changes.outputs[0], told, state, edge);
      else
        assertSame(
          changes.series.find(({ part }) => part === state),
          told,
          state,
          edge,
        );
    }
    assert.match(String(changes), /head is in the first model only/);
  });
  it('says that nothing moved in a copy that was converted to Keras, whose bias is the sum of two', async () => {
    const converted = await openModel(`${folder}/converted.keras`);
    const changes = whatChanged(await open('step-7'), converted, { data: await X() });
    assert.equal(changes.moved, false);
    assert.deepEqual([changes.unlike, changes.weights.length, changes.outputs.length], [[], 14, 1]);
    assert.match(String(changes), /nothing moved by more than rounding, of the 2 layers/);
  });
  it('shows the furthest first as text and JSON, and leaves what did not move out', async () => {
    const [a, b] = [await open('step-7'), await open('head')];
    const text = String(whatChanged(a, b));
    assert.match(text, /head.pt: head bias moved furthest\n\nlayer +part +moved by[^]*\nhead +bias +20\.0 %/); // prettier-ignore
    assert.match(text, /12 of 14 did not move by more than rounding/);
    assert.match(text, /Give data/);
    const { moved, layers } = whatChanged(a, b).toJSON() as { moved: boolean; layers: Change[] };
    assert.deepEqual([moved, layers.map(({ share }) => share)], [true, [0, 1]]);
  });
  it('says so where weights became NaN, and names them first', async () => {
    const [a, b] = [await open('step-7'), await open('step-6')];
    const U = b.layer('rec.l0').weights.U.f;
    U.set(1, 2, NaN);
    const { weights } = whatChanged(a, b);
    assert.deepEqual([weights[0]!.part, weights[0]!.notFinite], ['U.f', 1]);
    assert.match(String(whatChanged(a, b)), /rec\.l0 +U\.f +1 not finite/);
  });
  it('gives the difference of a series as a trace has it, of all samples or of one', async () => {
    const data = await X();
    const [a, b] = [await open('step-7'), await open('step-3')];
    const changes = whatChanged(a, b, { data });
    const [one, two] = [a.layer('rec.l0').trace(data).c, b.layer('rec.l0').trace(data).c];
    assert.deepEqual(changes.of('rec.l0', 'c').shape, one.shape);
    assert.equal(changes.of('rec.l0', 'c').get(2, 5, 1), two.get(2, 5, 1) - one.get(2, 5, 1));
    assert.deepEqual(changes.of('rec.l0', 'c', 2).shape, one.shape.slice(1));
    assert.equal(changes.of('rec.l0', 'c', 2).get(5, 1), changes.of('rec.l0', 'c').get(2, 5, 1));
    assert.throws(() => changes.of('rec.l0', 'z'), /No series "z" of layer "rec.l0" .*rec.l0 c/);
  });
  it('tells the same of many samples, traced in blocks, as of one after the other, and minds lengths', async () => {
    const data = await X();
    const many = toNdArray({
      data: Float64Array.from({ length: 70 * 18 }, (_, k) => data.data[k % data.size]!),
      shape: [70, 9, 2],
    });
    const [a, b] = [await open('step-7'), await open('step-3')];
    const c = (found: { readonly series: readonly Change[] }) =>
      found.series.find(({ part }) => part === 'c')!;
    // Five samples, fourteen times.
    const [all, five] = [whatChanged(a, b, { data: many }), whatChanged(a, b, { data })];
    assert.ok(Math.abs(c(all).rms - c(five).rms) < 1e-12);
    const lengths = Array.from({ length: 70 }, (_, n) => 3 + (n % 5));
    const short = whatChanged(a, b, { data: many, lengths });
    const shortFive = whatChanged(a, b, { data, lengths: lengths.slice(0, 5) });
    assert.ok(Math.abs(c(short).rms - c(shortFive).rms) < 1e-12 && c(short).rms !== c(all).rms);
  });
  it('is shown as the table, a picture of the gates, the weights of the one that is clicked, and linked series', async () => {
    const changes = whatChanged(await open('step-7'), await open('step-0'), { data: await X() });
    const view = changesView(changes);
    const [table, gates, weights, series] = view.children as unknown as [
      { value: string },
      Heatmap,
      Heatmap,
      Heatmap,
    ];
    assert.match(table.value, /W\.g +105 %/);
    assert.deepEqual([gates.rowNames, gates.columnNames], [['W', 'U', 'b'], ['i', 'f', 'g', 'o']]); // prettier-ignore
    assert.deepEqual([weights.facets[0]!.title, weights.facets[0]!.shape], ['rec.l0.b.g: b − a', [1, 4]]); // prettier-ignore
    const front = new FakeFrontEnd();
    connectWidgets(front, { currentCell: () => undefined });
    const click = { type: 'pick', facet: 0, row: 1, column: 2 };
    await front.says(gates.modelId, { data: { method: 'custom', content: click } });
    connectWidgets(undefined);
    assert.deepEqual([weights.facets[0]!.title, weights.facets[0]!.shape], ['rec.l0.U.g: b − a', [4, 4]]); // prettier-ignore
    assert.deepEqual([series.facets.length, series.facets[4]!.title], [6, 'rec.l0.c: b − a']);
    assert.ok(series.link);
  });
  it('says where the same weights are read in another way', async () => {
    const file = 'test/fixtures/torch/rnn-relu.pt';
    const [tanh, relu] = [
      await openModel(file, { assumeDefaults: true }),
      await openModel(file, { config: { nonlinearity: 'relu' } }),
    ];
    const changes = whatChanged(tanh, relu);
    assert.equal(changes.moved, false);
    assert.match(String(changes), /l0 is read as simple-rnn tanh in the first model, as simple-rnn relu in the second/); // prettier-ignore
  });
  it('refuses two models with nothing in common, and names what they have', async () => {
    const other = await openModel('test/fixtures/diagnosis/noise.pt');
    const own = await open('step-7');
    assert.throws(() => whatChanged(own, other), {
      name: 'ArgumentError',
      message: /have no layer with the same weights in common.*rec.l0 is in the first model only/,
    });
    assert.throws(() => whatChanged(own, own, { dta: 1 } as never), /dta/);
  });
});
