// Pictures over time have their steps at the same places, by geometry.
import assert from 'node:assert/strict';
import { errorMapPanel } from '../../widgets/plot/error-table/error-map-state.js';
import { drawTableCurve } from '../../widgets/plot/error-table/error-curve.js';
import { planHeatmap } from '../../widgets/plot/heatmap/plan-heatmap.js';
import { heatmapSpec } from '../../widgets/plot/heatmap/spec.js';
import { linesPicture } from '../../widgets/plot/lines/lines-spec.js';
import { planLines } from '../../widgets/plot/lines/plan.js';
import { speaker } from '../../widgets/plot/text/words.js';
import type { Tree } from '../../widgets/plot/tree/tree.js';
import { encodeArray, errorTableDefaults, linesDefaults } from '../../widgets/state/index.js';
import { facetOf, gateMatrix, heatmapOf, matrix, stateMatrix } from './helpers/matrix.js';

const say = speaker('en');

/** The frame around the first panel of a picture. */
function frameOf(tree: Tree): { x: number; width: number } {
  const all = (node: Tree): Tree[] => [
    node,
    ...node.children.flatMap((child) => (typeof child === 'string' ? [] : all(child))),
  ];
  const { x, width } = all(tree).find(
    ({ tag, attributes }) => tag === 'rect' && attributes['fill'] === 'none',
  )!.attributes;
  return { x: Number(x) + 0.5, width: Number(width) - 1 };
}

describe('pictures that stand below each other', () => {
  for (const width of [600, 720, 960]) {
    it(`heatmaps of gates and states, and lines, run from the same to the same pixel of ${width}`, () => {
      const boxes = [
        facetOf(gateMatrix(30, 302), '', 'gate'),
        facetOf(stateMatrix(512, 302), '', 'hidden'),
      ].map(
        (facet) =>
          planHeatmap(heatmapSpec(heatmapOf([facet], { ylabel: null })), width).panels[0]!.box,
      );
      const series = [{ name: 'h', values: encodeArray(new Float64Array(302), [302]) }];
      const state = { ...linesDefaults(), series, ylabel: 'value' };
      const { box } = planLines(linesPicture(state, width, say));
      const ends = [...boxes, box].map(({ x, width: w }) => `${x} … ${x + w}`);
      assert.equal(new Set(ends).size, 1, ends.join(', '));
    });
  }

  it('an input above series that stand below each other runs from the same to the same pixel', () => {
    const facets = (['gate', 'cell', 'error'] as const).map((kind, n) =>
      facetOf(stateMatrix(30, 302, n), kind, kind),
    );
    const state = heatmapOf(facets, {
      ylabel: null,
      sharedBy: 'quantity',
      facetDirection: 'column',
    });
    const panels = planHeatmap(heatmapSpec(state), 720).panels.map((panel) => panel.box);
    const input = {
      ...linesDefaults(),
      series: [{ name: 'x', values: encodeArray(new Float64Array(302), [302]) }],
    };
    const { box } = planLines(linesPicture(input, 720, say));
    const ends = [...panels, box].map(({ x, width }) => `${x} … ${x + width}`);
    assert.equal(new Set(ends).size, 1, ends.join(', '));
  });

  it('the error at each step stands above the error of each cell, whatever its size', () => {
    for (const size of [1e-3, 4e-8, 3e-11]) {
      const curve = { max: line(size), mean: line(size / 3), band: null };
      const map = facetOf(
        matrix(6, 40, (u, t) => size * Math.sin(u + t)),
        'ours − reference',
        'error',
      );
      const table = { ...errorTableDefaults(), curve, map };
      const { x, width } = frameOf(drawTableCurve(table, 720, say)!);
      const panel = errorMapPanel(table, 720)!;
      assert.deepEqual([x, x + width], [panel.x, panel.x + panel.width]);
    }
  });
});

const line = (size: number) =>
  encodeArray(
    Float64Array.from({ length: 40 }, (_, t) => size * (2 + Math.sin(t))),
    [40],
  );
