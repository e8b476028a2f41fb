// What is known of the three models is found in them.
import assert from 'node:assert/strict';
import {
  fixedPoints,
  logisticProbe,
  mutualInformation,
  resetTimescales,
  ridgeProbe,
  topContexts,
  tracedSequences,
  unitStatistics,
} from '../../../src/index.js';
import { bracketTexts, layerOf, regimes, sums } from './insides.js';

describe('the insides of a counting LSTM', () => {
  const { texts, X, column, depth, quote } = bracketTexts();
  /** The texts that probes are fitted to; all would only take longer. */
  const some = 40;
  const of = async (series: string, input = X) =>
    tracedSequences(await layerOf('brackets', 'counter'), input, { series, batchSize: 50 });

  it('hold the column, the depth and the quote, each in units of its own', async () => {
    const { correlation } = await unitStatistics(await of('c'), {
      variables: { depth, quote },
    });
    const most = (name: string) => Math.max(...correlation[name]!.map(Math.abs));
    assert.ok(most('depth') > 0.9, `${most('depth')}`);
    assert.ok(most('quote') > 0.8, `${most('quote')}`);
    const { column: told } = await mutualInformation((await of('c', X.hi(some))), { column: column.hi(some) }); // prettier-ignore
    assert.ok(Math.max(...told!) > 0.9);
  });

  it('tell all three to a linear probe, and nothing of the depth and the quote to its control', async () => {
    const h = await of('h', X.hi(some));
    const byDepth = await ridgeProbe(h, depth.hi(some));
    assert.ok(byDepth.score > 0.97 && byDepth.control.score < 0.1, `${byDepth.score} ${byDepth.control.score}`); // prettier-ignore
    // Every text has its lines at the same steps, so that the column follows from the step alone; the control says so.
    const byColumn = await ridgeProbe(h, column.hi(some));
    assert.ok(byColumn.score > 0.9);
    assert.ok(Math.abs(byColumn.score - byColumn.control.score) < 1e-6);
    const byQuote = await logisticProbe(h, quote.hi(some), { cv: 2 });
    assert.ok(byQuote.score > 0.99 && byQuote.control.score < 0.7, `${byQuote.score} ${byQuote.control.score}`); // prettier-ignore
  });

  it('forget the column at the end of a line, and only there', async () => {
    const { tokens, medianInterval, resets } = await resetTimescales(await of('f'), { texts });
    const clocks = [...tokens.keys()].filter((unit) => {
      const [first] = tokens[unit]!.keys();
      return resets[unit]! > 100 && first === '\n' && tokens[unit]!.size === 1;
    });
    assert.ok(clocks.length > 0);
    for (const unit of clocks) assert.equal(medianInterval[unit], 25);
  });

  it('show in their contexts what a unit waits for', async () => {
    const c = await of('c');
    const { correlation } = await unitStatistics(c, { variables: { depth } });
    const unit = correlation['depth']!.findIndex((r) => Math.abs(r) > 0.9);
    const by = correlation['depth']![unit]! > 0 ? 'max' : 'min';
    const contexts = await topContexts(c, unit, { k: 8, by, distance: 10, texts });
    for (const { sample, step, at } of contexts) {
      assert.equal(at, texts[sample]![step]);
      assert.equal(depth.get(sample, step), 3);
    }
  });
});

describe('the insides of an adding GRU', () => {
  it('hold the sum so far, and forget it no sooner than the task ends', async () => {
    const { X, soFar } = await sums();
    const layer = await layerOf('adding', 'adder');
    const h = layer.trace(X).h;
    const probe = await ridgeProbe(h, soFar);
    assert.ok(probe.score > 0.85 && probe.control.score < 0.5);
    const found = fixedPoints(layer, { input: [0.5, 0], starts: h.pick(null, 29, null).hi(8) });
    const { re } = found[0]!.eigenvalues[0]!;
    assert.equal(found[0]!.isStable, true);
    assert.ok(-1 / Math.log(re) > 25, 'a disturbance lasts for about thirty steps');
  });
});

describe('the insides of a regime BiLSTM', () => {
  it('tell the regime better by both directions than by one', async () => {
    const { X, labels } = await regimes();
    const trace = (await layerOf('regimes', 'reader')).trace(X);
    const of = async (series: string) => logisticProbe(trace.get(series), labels, { cv: 2 });
    const [forward, backward, both] = [await of('forward_h'), await of('backward_h'), await of('output')]; // prettier-ignore
    assert.ok(both.score > 0.92 && both.control.score < 0.5);
    assert.ok(both.score > forward.score + 0.03 && both.score > backward.score + 0.03);
  });
});
