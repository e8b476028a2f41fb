import assert from 'node:assert/strict';
import { openModel, toNdArray, type Layer, type Trace } from '../../../../src/index.js';
import { bars, histogram, multiples, phase, scatter } from '../../../../widgets/host/index.js';
import { openChart } from '../../../../widgets/plot/chart/open-chart.js';
import { planChart } from '../../../../widgets/plot/chart/plan-chart.js';
import { connectWidgets } from '../../../../widgets/host/core/registry.js';
import { chartDefaults, decodeArray } from '../../../../widgets/state/index.js';
import { FakeFrontEnd } from '../core/fake-front-end.js';

describe('bars, scatter, phase, histogram, multiples', () => {
  let trace: Trace<Layer>;
  before(async () => {
    const model = await openModel('notebooks/data/sunspots-keras2.h5');
    const data = Float32Array.from({ length: 302 }, (_, t) => Math.sin(t / 9));
    trace = model.layer('test_layer').trace(toNdArray({ data, shape: [302, 1] }) as never);
  });
  afterEach(() => connectWidgets(undefined));

  it('phase and scatter of units of a trace are named after their series, hold every step, and are linked', () => {
    connectWidgets(new FakeFrontEnd());
    const view = phase(trace.h.pick(null, 3), trace.c.pick(null, 3));
    assert.deepEqual([view.xlabel, view.ylabel, view.timed], ['h', 'c', true]);
    const [series] = view.panels[0]!.series;
    assert.equal(decodeArray(series!.x!).data[100], trace.h.get(100, 3));
    assert.equal(decodeArray(series!.y).data[100], trace.c.get(100, 3));
    assert.ok(
      view.link !== null &&
        view.link === scatter(trace.f.pick(null, 0), trace.h.pick(null, 0)).link,
    );
    assert.equal(scatter([1, 2], [3, 4]).timed, false);
  });

  it('scatter draws several clouds by name, on axes that may be longer than the numbers', () => {
    const clouds = {
      f: [[0.25], [0.5]],
      i: [
        [0.5, 0.75],
        [0, 1],
      ],
    } as const;
    const [named, narrow] = [{ xmin: 0, xmax: 1 }, {}].map((axis) => scatter(clouds, axis));
    const names = named!.panels[0]!.series.map(({ name, y }) => [name, decodeArray(y).data.length]);
    assert.deepEqual(names, [
      ['f', 1],
      ['i', 2],
    ]);
    const starts = [named!, narrow!].map((view) => {
      const state = {
        ...chartDefaults(),
        mark: view.mark,
        panels: view.panels,
        xmin: view.xmin,
        xmax: view.xmax,
      };
      const plan = planChart(state, openChart(state), 600);
      return [plan.x.domain, plan.x.pixel(0.25)] as const;
    });
    assert.deepEqual(starts[0]![0], [0, 1]);
    assert.ok(starts[1]![1] < 20 && starts[0]![1] > 100);
    assert.throws(() => scatter({ f: [[1, 2], [1]] }), /1 values of f need 1 places, but 2 came/);
  });

  it('multiples say how many units they show', () => {
    const view = multiples({ h: trace.h, c: trace.c }, { units: [0, 29] });
    assert.deepEqual(view.panels.map(({ title }) => title), ['unit 0', 'unit 29']); // prettier-ignore
    assert.equal(view.title, '2 of 30 units');
    assert.equal(decodeArray(view.panels[1]!.series[1]!.y).data[7], trace.c.get(7, 29));
    assert.equal(multiples(trace.h).panels.length, 12);
  });

  it('a histogram takes arrays of any shape, and several over the same bins', () => {
    const { series } = histogram({ f: trace.f, i: trace.i }, { bins: 7 }).panels[0]!;
    assert.deepEqual(decodeArray(series[0]!.x!).data, decodeArray(series[1]!.x!).data);
    const counts = decodeArray(series[0]!.y).data as Float64Array;
    assert.equal(counts.reduce((a, b) => a + b), 302 * 30); // prettier-ignore
  });

  it('each has a picture and words where nothing is alive', () => {
    for (const view of [
      bars([1, -2]),
      histogram([1, 2, 2]),
      scatter([1, 2], [3, 4]),
      multiples(trace.h),
    ]) {
      const bundle = view.staticBundle();
      assert.match(String(bundle['text/html']), /^<img src="data:image\/svg/);
      assert.ok(String(bundle['text/plain']).length > 0);
    }
  });

  it('what does not fit together is refused', () => {
    assert.throws(
      () => scatter([1, 2, 3], [1, 2]),
      /2 values of a chart need 2 places, but 3 came/,
    );
    assert.throws(() => bars([1, 2], { names: ['a'] }), /2 bars need as many names, not 1/);
    assert.throws(() => bars(trace.h), /takes one axis of numbers, not 302 × 30/);
    assert.throws(() => histogram([1], { bins: 0 }), /between 1 and 10,000 bins/);
    assert.throws(() => multiples(trace.h, { units: [30] }), /no unit 30 among 30/);
    assert.throws(() => multiples([1, 2, 3]), /steps × units/);
  });
});
