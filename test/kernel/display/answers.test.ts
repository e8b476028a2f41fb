// What a cell shows when its last line asks a question: the natural picture, and the answer itself in text.
import '../../../kernel/display/own-objects.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeMimeBundle } from '../../../kernel/display/mime-bundle.js';
import * as gatelab from '../../../src/index.js';
import { answerPicture } from '../../../widgets/host/pictures/answers.js';
import type { Chart } from '../../../widgets/host/pictures/charts.js';
import { Heatmap } from '../../../widgets/host/pictures/heatmap.js';
import { Lines } from '../../../widgets/host/pictures/lines.js';
import { VBox } from '../../../widgets/host/controls/controls.js';

const { openModel, readArray, oneHot, tracedSequences } = gatelab;
const data = (name: string): string =>
  fileURLToPath(new URL(`../../../notebooks/data/${name}`, import.meta.url));

const steps = 40;
const texts = Array.from({ length: 8 }, (_, k) =>
  readFileSync(data('brackets.txt'), 'utf8').slice(200 * k, 200 * k + steps),
);
const open = (sample: number, step: number): number =>
  texts[sample]!.slice(0, step + 1).split('(').length - 1;
const quote = (sample: number, step: number): number =>
  (texts[sample]!.slice(0, step + 1).split('"').length - 1) % 2;

/** The parts of a picture, and what each says of itself. */
const partsOf = (picture: unknown): unknown[] =>
  picture instanceof VBox ? [...(picture.children as unknown[])] : [picture];
const kindsOf = (picture: unknown): string[] =>
  partsOf(picture).map((part) => part!.constructor.name);

describe('the picture of an answer', function () {
  this.timeout(20_000);
  let model: gatelab.Model;
  let counters: gatelab.Model;
  let trace: ReturnType<gatelab.Layer['trace']>;
  let batch: ReturnType<gatelab.Layer['trace']>;
  let counter: gatelab.Layer;
  let states: gatelab.NdArray;
  let years: gatelab.NdArray;
  const target = { series: 'h', step: 30, unit: 7 };

  before(async () => {
    model = await openModel(data('sunspots-keras2.h5'));
    years = (await readArray(data('sunspots-X.npy'))).slice([0, 4], [0, steps]);
    trace = model.layer('test_layer').trace(years.pick(0));
    batch = model.layer('test_layer').trace(years);
    counters = await openModel(data('brackets.keras'));
    counter = counters.layer('counter');
    states = counter.trace(oneHot(texts, 'abcdABCD()"\n')).h;
  });
  after(() => {
    model.close();
    counters.close();
  });

  it('is a curve over the input steps, or a heatmap of several features or samples', () => {
    for (const name of [
      'saliency',
      'inputXGradient',
      'integratedGradients',
      'occlusion',
    ] as const) {
      const one = answerPicture(gatelab[name](trace, target));
      assert.ok(one instanceof Lines, name);
      assert.deepEqual([one.series[0]!.values.shape, one.ylabel], [[steps], name]);
      const several = answerPicture(gatelab[name](batch, target));
      assert.ok(several instanceof Heatmap, name);
      assert.deepEqual([several.facets[0]!.shape, several.ylabel], [[4, steps], 'sample']);
    }
    const features = answerPicture(gatelab.saliency(counter.trace(oneHot(texts[0]!, 'abcdABCD()"\n')), target)); // prettier-ignore
    assert.ok(features instanceof Heatmap);
    assert.deepEqual([features.facets[0]!.shape, features.facets[0]!.quantity], [[12, steps], 'magnitude']); // prettier-ignore
  });

  it('has steps to the right and units upwards of what is known of both', () => {
    const parts = answerPicture(gatelab.contributions(trace, { step: 30 })) as Heatmap;
    assert.deepEqual(parts.facets[0]!.shape, [30, steps]);
    const moved = answerPicture(gatelab.gradients(trace, target)) as Heatmap;
    assert.deepEqual(
      moved.facets.map(({ title, shape }) => [title, ...shape]),
      [...'ifgoch'].map((name) => [`∂y/∂${name}`, 30, steps]),
    );
    const square = answerPicture(gatelab.jacobian(trace, { step: 20 })) as Heatmap;
    assert.deepEqual(square.facets[0]!.shape, [60, 60]);
    assert.deepEqual([square.rowNames![29], square.columnNames![30]], ['h29', 'c0']);
    const norms = answerPicture(gatelab.jacobianNorms(trace, { lags: 9 })) as Lines;
    assert.deepEqual([norms.series[0]!.values.shape, norms.yscale], [[10], 'log']);
  });

  it('has a bar for every unit, or for every term of a sum', async () => {
    const clocks = answerPicture(gatelab.timescales(trace.f)) as Chart;
    assert.deepEqual([clocks.mark, clocks.panels[0]!.series[0]!.y.shape], ['bars', [30]]);
    const ends = answerPicture(gatelab.saturation(trace.f)) as Chart;
    assert.deepEqual(
      ends.panels[0]!.series.map(({ name }) => name),
      ['shut', 'open'],
    );
    const ledger = answerPicture(gatelab.gateLedger(batch, { series: 'i', unit: 15, low: 0.6 }));
    assert.match((ledger as Chart).title, /^what drives i of unit 15 where it is shut: 14 of 32 terms$/); // prettier-ignore
    assert.deepEqual((ledger as Chart).panels[0]!.series.map(({ name }) => name), ['where it is shut', 'at all steps']); // prettier-ignore
    const costs = await gatelab.ablationEffects(model, (await readArray(data('sunspots-X.npy'))).slice([0, 2]), { layer: 'summary_layer', units: [3, 1] }); // prettier-ignore
    assert.deepEqual((answerPicture(costs) as Chart).names, costs.ranked.map(({ unit }) => String(unit))); // prettier-ignore
  });

  it('sets units beside variables over a population', async () => {
    const c = tracedSequences(counter, oneHot(texts, 'abcdABCD()"\n'), { series: 'c' });
    const known = answerPicture(await gatelab.unitStatistics(c, { variables: { open, quote } }));
    assert.deepEqual((known as Heatmap).rowNames, ['open', 'quote']);
    assert.deepEqual((known as Heatmap).facets[0]!.shape, [2, 32]);
    assert.deepEqual(kindsOf(answerPicture(await gatelab.unitStatistics(c))), ['Chart']);
    const told = await gatelab.mutualInformation(c, { open, quote });
    assert.deepEqual((answerPicture(told) as Heatmap).rowNames, ['open', 'quote']);
    assert.deepEqual((answerPicture(await gatelab.quantiles(c, [0.1, 0.5])) as Heatmap).rowNames, ['0.1', '0.5']); // prettier-ignore
    assert.deepEqual((answerPicture(await gatelab.unitCorrelations(c)) as Heatmap).facets[0]!.shape, [32, 32]); // prettier-ignore
    assert.deepEqual(kindsOf(answerPicture(await gatelab.pca(c, { nComponents: 3 }))), ['Chart', 'Heatmap']); // prettier-ignore
    const f = tracedSequences(counter, oneHot(texts, 'abcdABCD()"\n'), { series: 'f' });
    assert.deepEqual(kindsOf(answerPicture(await gatelab.resetTimescales(f))), ['Chart']);
    const read = await gatelab.ridgeProbe(c, open, { cv: 2 });
    assert.deepEqual(kindsOf(answerPicture(read)), ['Chart', 'Chart']);
    const classes = await gatelab.logisticProbe(c, quote, { cv: 2 });
    assert.deepEqual(kindsOf(answerPicture(classes)), ['Chart', 'Chart']);
  });

  it('lays places of a population under each other, what is read there too', async () => {
    const contexts = await gatelab.topContexts(states, 7, { k: 3, texts, window: 4 });
    const [table, picture] = partsOf(answerPicture(contexts)) as [{ value: string }, Heatmap];
    assert.equal(table.value.match(/<tr><td/g)!.length, 3);
    const { 'text/html': still } = await makeMimeBundle(contexts);
    assert.ok(String(still).includes(table.value), 'a table without widgets too');
    assert.ok(table.value.includes(`${contexts[0]!.value.toFixed(4)}</td>`), table.value);
    assert.equal(picture.facets[0]!.shape[0], 3);
    assert.equal(picture.columnNames!.length, picture.facets[0]!.shape[1]);
    const column = picture.columnNames!.indexOf('0');
    assert.ok(column >= 0);
    const pattern = { series: states, sample: 0, steps: [10, 16] as const };
    const matches = await gatelab.findPattern(pattern, states, { texts, k: 3 });
    const [places, curves] = partsOf(answerPicture(matches)) as [{ value: string }, Chart];
    assert.equal(places.value.match(/<tr><td/g)!.length, 3);
    assert.deepEqual(
      curves.panels[0]!.series.map(({ name, y }) => [name, ...y.shape]),
      matches.map(({ sample, start }) => [`${sample}:${start}`, 6]),
    );
    const none = await gatelab.findPattern(pattern, states, { maxDistance: 0 });
    assert.equal(answerPicture(none), undefined);
  });

  it('is the complex plane with the circle that divides what fades, for fixed points', async () => {
    const adding = await openModel(data('adding.keras'));
    const adder = adding.layer('adder');
    const starts = adder
      .trace((await readArray(data('adding-X.npy'))).hi(1))
      .h.pick(null, 29, null);
    const points = gatelab.fixedPoints(adder, { input: [0.5, 0], starts });
    const chart = answerPicture(points) as Chart;
    assert.deepEqual(
      chart.panels[0]!.series.map(({ name }) => name),
      ['fixed 0', '|λ| = 1'],
    );
    assert.equal(chart.panels[0]!.series[0]!.y.shape[0], points[0]!.eigenvalues.length);
    adding.close();
  });

  it('comes with the answer itself in text, and nothing is a picture that answers nothing', async () => {
    const found = gatelab.saliency(trace, target);
    const bundle = await makeMimeBundle(found);
    assert.match(String(bundle['text/html']), /<img|<svg/);
    assert.match(String(bundle['text/plain']), /^float64 ndarray, 40 × 1/);
    assert.match(String((await makeMimeBundle(gatelab.gradients(trace, target)))['text/plain']), /^Gradients of /); // prettier-ignore
    assert.match(String((await makeMimeBundle(gatelab.gateLedger(batch, { series: 'i', unit: 1, low: 0.6 })))['text/plain']), /^i of unit 1: shut in/); // prettier-ignore
    assert.equal(answerPicture(found.mul(2)), undefined);
    assert.equal((await makeMimeBundle(found.mul(2)))['text/html'], undefined);
  });
});
