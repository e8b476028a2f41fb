import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { paintPanel } from '../../../widgets/plot/heatmap/draw-heatmap.js';
import { planHeatmap } from '../../../widgets/plot/heatmap/plan-heatmap.js';
import { heatmapSpec } from '../../../widgets/plot/heatmap/spec.js';
import { matrixStats } from '../../../widgets/plot/heatmap/stats.js';
import { encodeArray, type HeatmapFacet, type HeatmapState } from '../../../widgets/state/index.js';
import { facetOf, heatmapOf, matrix, type Matrix } from '../helpers/matrix.js';

interface Case {
  name: string;
  cmap: string;
  dtype: string;
  shape: [number, number];
  values: string;
  rgb: string;
}

const url = new URL('../../fixtures/plots/norms.json', import.meta.url);
const cases = JSON.parse(readFileSync(url, 'utf8')) as Case[];

/** What is painted for a state of one facet, with the colour at the middle of a cell. */
function painted(state: HeatmapState, width = 720) {
  const plan = planHeatmap(heatmapSpec(state), width);
  const panel = plan.panels[0]!;
  const raster = paintPanel(plan, panel, 1);
  const colorAt = (px: number, py: number): number[] => {
    const at = (py * raster.width + px) * 4;
    return [...raster.pixels.subarray(at, at + 4)];
  };
  const { rows, columns } = panel.facet;
  /** Row 0 is at the bottom. */
  const cell = (row: number, column: number): number[] =>
    colorAt(
      Math.floor(((column + 0.5) / columns) * raster.width),
      Math.floor((1 - (row + 0.5) / rows) * raster.height),
    );
  return { raster, colorAt, cell, plan };
}

function matrixOf({ values, shape }: Case): Matrix {
  const data = new Float32Array(new Uint8Array(Buffer.from(values, 'base64')).buffer);
  return { rows: shape[0], columns: shape[1], data };
}

/** A matrix with a heatmap's options, and what matplotlib draws for it. */
interface Picture extends Omit<Case, 'cmap'> {
  options: Partial<HeatmapState>;
}

const pictures = JSON.parse(readFileSync(new URL('pictures.json', url), 'utf8')) as Picture[];

const storages = { float32: Float32Array, float64: Float64Array, int32: Int32Array } as const;

function facetOfPicture({ dtype, values, shape }: Picture): HeatmapFacet {
  const bytes = new Uint8Array(Buffer.from(values, 'base64')).buffer;
  const data = new storages[dtype as keyof typeof storages](bytes);
  return {
    title: '',
    shape,
    pooled: 1,
    data: encodeArray(data, shape),
    low: null,
    high: null,
    stats: matrixStats(data, shape[1]),
    quantity: 'value',
  };
}

describe('a whole heatmap', () => {
  for (const one of pictures) {
    it(`has the colours of matplotlib's pcolor in every cell: ${one.name}`, () => {
      const { cell } = painted(heatmapOf([facetOfPicture(one)], one.options));
      const rgb = Buffer.from(one.rgb, 'base64');
      const [rows, columns] = one.shape;
      for (let i = 0; i < rows * columns; i++) {
        const [row, column] = [Math.floor(i / columns), i % columns];
        const expected = [...rgb.subarray(i * 3, i * 3 + 3)];
        assert.deepEqual(cell(row, column).slice(0, 3), expected, `row ${row}, column ${column}`);
      }
    });
  }
});

const white = [255, 255, 255, 255];
const black = [0, 0, 0, 255];

describe('paintCells(source, coloring, options)', () => {
  const linear = cases.filter((one) => one.dtype === 'float32');
  const limits: Record<string, [number, number]> = { linear32: [0, 1], 'odd limits': [0.1, 0.7] };
  for (const one of linear) {
    it(`paints every cell of "${one.name}" as matplotlib's pcolor image has it`, () => {
      const [vmin, vmax] = limits[one.name]!;
      const { cell } = painted(heatmapOf([facetOf(matrixOf(one))], { cmap: one.cmap, vmin, vmax }));
      const rgb = Buffer.from(one.rgb, 'base64');
      for (let row = 0; row < one.shape[0]; row++) {
        for (let column = 0; column < one.shape[1]; column++) {
          const at = (row * one.shape[1] + column) * 3;
          assert.deepEqual(cell(row, column).slice(0, 3), [...rgb.subarray(at, at + 3)]);
        }
      }
    });
  }

  it('puts row 0 at the bottom, and at the top with origin upper', () => {
    const state = heatmapOf([facetOf(matrix(2, 1, (r) => r))], { cmap: 'gray' });
    assert.deepEqual(painted(state).cell(0, 0), black);
    assert.deepEqual(painted({ ...state, origin: 'upper' }).cell(0, 0), white);
  });

  it('paints NaN in the bad colour, and all-NaN data without complaint', () => {
    const state = heatmapOf([facetOf(matrix(2, 2, () => NaN))], { badcolor: '#010203' });
    assert.deepEqual(painted(state).cell(1, 1), [1, 2, 3, 255]);
  });

  it('paints a gate outside 0…1 in alarm, but not when limits were given', () => {
    const facet = facetOf(
      matrix(1, 2, (_, c) => c * 1.5),
      '',
      'gate',
    );
    const state = heatmapOf([facet], { cmap: 'gray', alarmcolor: '#ff00ff' });
    assert.deepEqual(painted(state).cell(0, 1), [255, 0, 255, 255]);
    assert.deepEqual(painted({ ...state, vmin: 0, vmax: 1 }).cell(0, 1), white);
  });

  it('never hides a single spike among 100,000 columns', () => {
    for (const spike of [0, 1, 777, 50_000, 99_999]) {
      const facet = facetOf(matrix(2, 100_000, (r, c) => (r === 1 && c === spike ? 1 : 0.5)));
      const { raster } = painted(heatmapOf([facet], { cmap: 'gray', vmin: 0, vmax: 1 }));
      const brightest = raster.pixels.reduce(
        (most, byte, i) => (i % 4 === 3 ? most : Math.max(most, byte)),
        0,
      );
      assert.equal(brightest, 255, `spike at ${spike}`);
    }
  });

  it('shows means, minima and maxima of the cells of a pixel when asked to', () => {
    const facet = facetOf(matrix(1, 40_000, (_, c) => c % 2));
    const first = (aggregate: HeatmapState['aggregate']): number[] =>
      painted(heatmapOf([facet], { cmap: 'gray', vmin: 0, vmax: 1, aggregate })).colorAt(5, 5);
    assert.deepEqual(first('min'), black);
    assert.deepEqual(first('max'), white);
    assert.ok(Math.abs(first('mean')[0]! - 128) < 4);
  });

  it('finds the spike of an overview in its highs', () => {
    const whole = matrix(3, 1000, (r, c) => (r === 2 && c === 505 ? 9 : 0));
    const facet = facetOf(whole);
    const pooled = (how: (values: Float32Array) => number): Matrix =>
      matrix(3, 100, (r, c) => how(whole.data.subarray(r * 1000 + c * 10, r * 1000 + c * 10 + 10)));
    const wire = (how: (values: Float32Array) => number) => facetOf(pooled(how)).data;
    const overview = {
      ...facet,
      pooled: 10,
      data: wire((v) => v.reduce((a, b) => a + b) / 10),
      low: wire((v) => Math.min(...v)),
      high: wire((v) => Math.max(...v)),
    };
    const { cell } = painted(heatmapOf([overview], { cmap: 'gray', vmin: 0, vmax: 9 }));
    assert.deepEqual(cell(2, 505), white);
    assert.deepEqual(cell(2, 495), black);
  });
});
