import assert from 'node:assert/strict';
import { readArray } from '../../../../kernel/index.js';
import { compare, openModel, type Layer, type Trace } from '../../../../src/index.js';
import {
  cellDiagram,
  difference,
  errorTable,
  explore,
  GateLink,
  gates,
  heatmap,
  lines,
  tokens,
  weightMaps,
} from '../../../../widgets/host/index.js';
import { connectWidgets } from '../../../../widgets/host/core/registry.js';
import { decodeArray } from '../../../../widgets/state/index.js';
import { FakeFrontEnd } from '../core/fake-front-end.js';

const image = /^<img src="data:image\/svg\+xml;base64,([^"]+)" alt="[^"]+"/;

/** The SVG inside the HTML of a picture. */
function svgOf(html: unknown): string {
  const found = image.exec(String(html));
  assert.ok(found, 'an image that holds an SVG');
  return Buffer.from(found[1]!, 'base64').toString();
}

describe('pictures of a trace', () => {
  let layer: Layer;
  let trace: Trace<Layer>;
  before(async () => {
    const model = await openModel('notebooks/data/sunspots-keras2.h5');
    layer = model.layer('test_layer');
    const X = await readArray('notebooks/data/sunspots-X.npy');
    trace = layer.trace(X.pick(114) as never);
  });
  afterEach(() => connectWidgets(undefined));

  it('heatmap(trace.f) has units upwards, time to the right, and the limits of a gate', () => {
    const [facet] = heatmap(trace.f).facets;
    assert.deepEqual([facet!.shape, facet!.quantity], [[30, 302], 'gate']);
    const { data } = decodeArray(facet!.data);
    assert.equal(data[7 * 302 + 100], trace.f.get(100, 7));
  });

  it('a view that was transposed already is not turned again', () => {
    assert.deepEqual(heatmap(trace.f.transpose(1, 0)).facets[0]!.shape, [30, 302]);
  });

  it('cellDiagram draws no sums of gates and states that interventions have set', () => {
    const at = [{ series: 'c', step: 100, unit: 3, set: 0 }];
    const changed = layer.trace(trace.input, { at });
    assert.throws(() => cellDiagram(changed), /Interventions have changed c of layer "test_layer"/);
    const shown = explore(changed);
    assert.equal(shown.diagram, null);
    const { value } = shown.children.at(-1) as unknown as { value: string };
    assert.match(value, /would not lead to its numbers/);
  });

  it('cellDiagram opens the sums of a held gate with what held it, and draws no state that was held', () => {
    const clamped = layer.trace(trace.input, { clamp: { f: { 3: 0.25 } } });
    const { gates: drawn } = cellDiagram(clamped);
    const { W, U, b } = drawn.find((gate) => gate.name === 'f')!;
    // The hard sigmoid of Keras 2 is 0.2 x + 0.5.
    assert.ok(Math.abs(0.2 * decodeArray(b).data[3]! + 0.5 - 0.25) < 1e-12);
    assert.equal(clamped.f.get(100, 3), 0.25);
    const [w, u] = [decodeArray(W).data, decodeArray(U).data];
    assert.deepEqual([w[3], u[5 * 30 + 3], u[5 * 30 + 2]], [0, 0, layer.weights.U.f.get(5, 2)]);
    const held = layer.trace(trace.input, { clamp: { c: { 3: 0.25 } } });
    assert.throws(() => cellDiagram(held), /states that are held/);
    assert.equal(explore(held).diagram, null);
  });

  it('each has a static picture and a text', () => {
    const pictures = [
      heatmap(trace.f, { title: '<img src=x onerror=alert(1)>' }),
      lines({ f: trace.f, h: trace.h }, { unit: 3 }),
      weightMaps(layer.weights.U, { name: 'U' }),
      cellDiagram(trace, { step: 100, unit: 3, title: 'cell' }),
    ];
    for (const picture of pictures) {
      const bundle = picture.staticBundle();
      const svg = svgOf(bundle['text/html']);
      assert.match(svg, /^<svg [^]*<\/svg>$/);
      assert.doesNotMatch(svg, /<img|onerror=[^&]*"/);
      assert.ok(String(bundle['text/plain']).length > 0);
    }
  });

  it('cellDiagram carries weights, series and input of the sample', () => {
    const diagram = cellDiagram(trace);
    const { W, U } = diagram.gates.find((gate) => gate.name === 'f')!;
    assert.deepEqual(
      [W.shape, U.shape],
      [
        [1, 30],
        [30, 30],
      ],
    );
    assert.equal(decodeArray(U).data[5 * 30 + 2], layer.weights.U.f.get(5, 2));
    assert.equal(decodeArray(diagram.series['h']!).data[100 * 30 + 3], trace.h.get(100, 3));
    assert.equal(diagram.gates[0]!.activation, 'hard_sigmoid_keras2');
  });

  it('views of one trace share a link, which knows what the newest was asked to show', () => {
    connectWidgets(new FakeFrontEnd());
    const map = heatmap(trace.f);
    const diagram = cellDiagram(trace, { step: 100 });
    assert.ok(map.link && map.link === diagram.link);
    assert.equal(map.link.step, 100);
    assert.equal(heatmap([[1, 2]]).link, null);
  });

  it('a view of a later output never follows an earlier one, and may be linked with it on wish', () => {
    let request = 'one';
    connectWidgets(new FakeFrontEnd(), { currentRequest: () => request });
    const early = heatmap(trace.f);
    const besideIt = lines(trace.c, { step: 7 });
    assert.ok(early.link && early.link === besideIt.link);
    request = 'two';
    const late = lines(trace.c, { unit: 3 });
    assert.ok(late.link && late.link !== early.link);
    assert.deepEqual([early.link!.step, early.link!.unit, late.link!.unit], [7, null, 3]);
    assert.equal(heatmap(trace.h, { link: early.link }).link, early.link);
  });

  it('new numbers unlink a view, unless they come out of the same trace or it was linked on wish', () => {
    connectWidgets(new FakeFrontEnd());
    const other = trace.layer.trace(trace.input.mul(0.5) as never) as typeof trace;
    const [map, diagram] = [heatmap(trace.f), cellDiagram(trace)];
    map.setValues(trace.h);
    assert.ok(map.link && map.link === diagram.link);
    map.setValues(other.h);
    assert.equal(map.link, null);
    const own = new GateLink();
    const wished = heatmap(trace.f, { link: own });
    wished.setValues(other.f);
    assert.equal(wished.link, own);
  });

  it('the table of a comparison is linked with the views of its trace in the same output', () => {
    connectWidgets(new FakeFrontEnd());
    const [map, table] = [heatmap(trace.f), errorTable(compare(trace.h, trace.h.add(1e-9)))];
    assert.ok(map.link && map.link === table.link);
    table.set({ step: 12, unit: 4 });
    table.setComparison(compare([[1, 2]], [[1, 3]]));
    assert.equal(table.link, null);
  });

  it('tokens needs one step for each piece of text', () => {
    assert.throws(() => tokens(['a'], [[1], [2]]), /1 pieces of text do not fit 2 steps/);
  });
});

describe('gates(trace), difference(a, b) and weights', () => {
  let layer: Layer;
  let trace: Trace<Layer>;
  before(async () => {
    layer = (await openModel('notebooks/data/sunspots-keras2.h5')).layer('test_layer');
    const X = await readArray('notebooks/data/sunspots-X.npy');
    trace = layer.trace(X.pick(114) as never);
  });
  after(() => connectWidgets(undefined));

  it('shows all gates, with one colour bar for gates and one for candidates', () => {
    const picture = gates(trace, { title: 'all' });
    assert.deepEqual(
      picture.facets.map(({ title, quantity }) => [title, quantity]),
      [
        ['i input', 'gate'],
        ['f forget', 'gate'],
        ['g candidate', 'hidden'],
        ['o output', 'gate'],
      ],
    );
    const svg = svgOf(picture.staticBundle()['text/html']);
    assert.equal(svg.match(/class="gl-bar"/g)?.length, 2);
    assert.equal(gates(trace, { series: ['f'] }).facets.length, 1);
    assert.throws(() => gates(trace, { series: ['q'] }), /"q"/);
  });

  it('subtracts, cell by cell, in the direction of time', () => {
    const { facets } = difference(trace.f, trace.i);
    assert.deepEqual(facets[2]!.shape, [30, 302]);
    const value = decodeArray(facets[2]!.data).data[3 * 302 + 100]!;
    assert.equal(value, trace.f.get(100, 3) - trace.i.get(100, 3));
    assert.equal(facets[2]!.quantity, 'error');
    assert.throws(() => difference([[1, 2]], [[1], [2]]), /1 × 2 and 2 × 1 values/);
  });

  it('knows weights as such, one gate or all', () => {
    assert.equal(heatmap(layer.weights.U.f).facets[0]!.quantity, 'weight');
    const all = heatmap(layer.weights.U);
    assert.deepEqual(
      all.facets.map((facet) => facet.title),
      ['i', 'f', 'g', 'o'],
    );
    assert.equal(heatmap(trace.f).facets[0]!.quantity, 'gate');
  });
});
