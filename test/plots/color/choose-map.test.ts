import assert from 'node:assert/strict';
import { chooseMap } from '../../../widgets/plot/color/choose-map.js';
import { fillOf } from '../../../widgets/plot/cell-diagram/shapes.js';
import { paintPanel } from '../../../widgets/plot/heatmap/draw-heatmap.js';
import { planHeatmap } from '../../../widgets/plot/heatmap/plan-heatmap.js';
import { heatmapSpec } from '../../../widgets/plot/heatmap/spec.js';
import { drawTokens } from '../../../widgets/plot/tokens/draw-tokens.js';
import { tokensPicture } from '../../../widgets/plot/tokens/tokens-picture.js';
import { speaker } from '../../../widgets/plot/text/words.js';
import { toText } from '../../../widgets/plot/tree/tree.js';
import {
  encodeArray,
  tokensDefaults,
  type HeatmapState,
  type Quantity,
} from '../../../widgets/state/index.js';
import { facetOf, heatmapOf, matrix } from '../helpers/matrix.js';

/** The colour at the middle of each cell of a row of numbers. */
function colorsOf(values: number[], quantity: Quantity, options: Partial<HeatmapState> = {}) {
  const facet = facetOf(
    matrix(1, values.length, (_, c) => values[c]!),
    '',
    quantity,
  );
  const plan = planHeatmap(heatmapSpec(heatmapOf([facet], options)), 720);
  const raster = paintPanel(plan, plan.panels[0]!, 1);
  const bytes = new Uint8Array(raster.pixels.buffer, raster.pixels.byteOffset);
  return values.map((_, c) => {
    const x = Math.floor(((c + 0.5) / values.length) * raster.width);
    return [...bytes.subarray(x * 4, x * 4 + 3)];
  });
}

const near = (a: readonly number[], b: readonly number[], by: number) =>
  a.every((value, k) => Math.abs(value - b[k]!) <= by);

describe('the colour of a number', () => {
  for (const quantity of ['hidden', 'cell', 'error', 'weight', 'value'] as const) {
    it(`zero is white among ${quantity} numbers, under robust and uneven limits too`, () => {
      const values = [-0.4, -0.1, 0, 0.3, 0.7];
      const robust = { norm: { type: 'robust' as const, low: 2, high: 98 } };
      for (const options of [{}, robust, { vmin: -0.5, vmax: 0.7 }, { vmin: -0.1 }]) {
        const [, , zero] = colorsOf(values, quantity, options);
        assert.ok(near(zero!, [247, 247, 247], 6), `${zero} under ${JSON.stringify(options)}`);
      }
    });
  }

  it('is the same where limits are uneven', () => {
    const values = [-0.2, 0.1, 0.5, 0.9];
    const even = colorsOf(values, 'hidden', { vmin: -1, vmax: 1 });
    const uneven = colorsOf(values, 'hidden', { vmin: -0.25, vmax: 1 });
    values.forEach((value, k) => assert.ok(near(even[k]!, uneven[k]!, 4), String(value)));
  });

  it('is the same in a heatmap, on a cell diagram and under a token', () => {
    const values = [-1, -0.33, 0.2, 0.9];
    const drawn = colorsOf(values, 'hidden');
    const state = { ...tokensDefaults(), tokens: ['a', 'b', 'c', 'd'] };
    const wire = encodeArray(Float64Array.from(values), [4, 1]);
    const { picture } = tokensPicture({ ...state, values: wire }, speaker('en'));
    const markup = toText(drawTokens(picture));
    values.forEach((value, k) => {
      const rgb = `rgb(${drawn[k]!.join(',')})`;
      assert.equal(fillOf(value, [-1, 1]).fill, rgb);
      assert.ok(markup.includes(`background-color:${rgb}`), `${value} is ${rgb} among tokens`);
    });
  });

  it('of a gate is not on the signed scale, in a heatmap and on a cell diagram', () => {
    const [low, middle, high] = colorsOf([0, 0.454, 1], 'gate');
    assert.deepEqual(
      [low, high],
      [
        [68, 1, 84],
        [253, 231, 37],
      ],
    );
    assert.equal(fillOf(0.454, [0, 1]).fill, `rgb(${middle!.join(',')})`);
  });

  it('is that of the map which somebody chose', () => {
    const question = { quantity: 'gate', norm: 'linear', vmin: 0, vmax: 1 } as const;
    assert.equal(chooseMap('RdBu', question).name, 'RdBu');
    assert.deepEqual(colorsOf([0, 1], 'gate', { cmap: 'RdBu' }), [
      [103, 0, 31],
      [5, 48, 97],
    ]);
    assert.throws(() => chooseMap('Rdbu', question), /Unknown colour map "Rdbu"/);
  });
});
