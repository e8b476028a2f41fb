import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { colorMap } from '../../../widgets/plot/color/color-map.js';
import { paletteIndex, makeNorm } from '../../../widgets/plot/norm/norm.js';
import type { NormState } from '../../../widgets/state/index.js';

interface Case {
  name: string;
  cmap: string;
  dtype: string;
  values: string;
  rgb: string;
}

const url = new URL('../../fixtures/plots/norms.json', import.meta.url);
const cases = JSON.parse(readFileSync(url, 'utf8')) as Case[];

/** The norms of scripts/make-plot-fixtures.py, by name. */
const norms: Record<string, [NormState, (values: ArrayLike<number>) => [number, number]]> = {
  linear: [{ type: 'linear' }, () => [-1, 1]],
  linear32: [{ type: 'linear' }, () => [0, 1]],
  'odd limits': [{ type: 'linear' }, () => [0.1, 0.7]],
  centered: [{ type: 'centered', vcenter: 0.25 }, (v) => symmetric(v, 0.25)],
  twoslope: [{ type: 'twoslope', vcenter: 0.2 }, () => [-0.5, 1.2]],
  log: [{ type: 'log' }, () => [0.2, 5]],
  power: [{ type: 'power', gamma: 0.5 }, () => [0, 5]],
};

function symmetric(values: ArrayLike<number>, centre: number): [number, number] {
  const half = Math.max(...Array.from(values, (x) => Math.abs(x - centre)));
  return [centre - half, centre + half];
}

function valuesOf({ values, dtype }: Case): Float64Array | Float32Array {
  const bytes = new Uint8Array(Buffer.from(values, 'base64')).buffer;
  return dtype === 'float32' ? new Float32Array(bytes) : new Float64Array(bytes);
}

describe('makeNorm(state, limits)', () => {
  for (const one of cases) {
    it(`colours every cell of "${one.name}" as matplotlib does`, () => {
      const values = valuesOf(one);
      const [state, limits] = norms[one.name]!;
      const [vmin, vmax] = limits(values);
      const single = one.dtype === 'float32';
      const norm = makeNorm(state, { vmin, vmax, single });
      const { rgb, size } = colorMap(one.cmap);
      const expected = Buffer.from(one.rgb, 'base64');
      const ours = Buffer.alloc(expected.length);
      values.forEach((x, i) => {
        const entry = paletteIndex(norm.place(x), size, single);
        const inside = entry === size ? 0 : entry === size + 1 ? size - 1 : entry;
        ours.set(rgb.subarray(inside * 3, inside * 3 + 3), i * 3);
      });
      assert.deepEqual(ours, expected);
    });

    it(`value undoes place for "${one.name}"`, () => {
      const [state, limits] = norms[one.name]!;
      const [vmin, vmax] = limits(valuesOf(one));
      const norm = makeNorm(state, { vmin, vmax, single: false });
      for (const place of [0, 0.1, 0.5, 0.77, 1]) {
        assert.ok(Math.abs(norm.place(norm.value(place)) - place) < 1e-12);
      }
    });
  }

  it('paints NaN as bad and 1 as the last entry', () => {
    assert.equal(paletteIndex(NaN, 256, false), 258);
    assert.equal(paletteIndex(1, 256, false), 255);
    assert.equal(paletteIndex(-1e-9, 256, false), 256);
    assert.equal(paletteIndex(1.001, 256, false), 257);
  });

  it('puts everything at 0 when the limits are equal', () => {
    const norm = makeNorm({ type: 'linear' }, { vmin: 2, vmax: 2, single: false });
    assert.equal(norm.place(2), 0);
    assert.ok(Number.isNaN(norm.place(NaN)));
  });

  it('refuses limits in the wrong order, a log norm from 0 and a centre outside', () => {
    const at = (vmin: number, vmax: number) => ({ vmin, vmax, single: false });
    assert.throws(() => makeNorm({ type: 'linear' }, at(2, 1)), /vmin 2 must not exceed vmax 1/);
    assert.throws(() => makeNorm({ type: 'log' }, at(0, 1)), /above 0/);
    assert.throws(() => makeNorm({ type: 'twoslope', vcenter: 3 }, at(0, 1)), /vcenter 3/);
  });
});
