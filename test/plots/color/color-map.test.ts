import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { colorMap, colorMapNames } from '../../../widgets/plot/color/color-map.js';

const url = new URL('../../fixtures/plots/colormaps.json', import.meta.url);
const stored = JSON.parse(readFileSync(url, 'utf8')) as Record<string, string>;

describe('colorMap(name)', () => {
  for (const name of [...colorMapNames, ...colorMapNames.map((n) => `${n}_r`)]) {
    it(`has every entry of ${name} as matplotlib's pcolor draws it`, () => {
      const expected = Buffer.from(stored[name] ?? '', 'base64');
      assert.ok(expected.length > 0, 'not in the fixture');
      assert.deepEqual(Buffer.from(colorMap(name).rgb), expected);
    });
  }

  it('knows every map of the fixture', () => {
    assert.deepEqual(
      Object.keys(stored)
        .filter((name) => !name.endsWith('_r'))
        .sort(),
      [...colorMapNames].sort(),
    );
  });

  it('refuses an unknown name and lists the known ones', () => {
    assert.throws(() => colorMap('Rdbu'), /did you mean RdBu\?/);
    assert.throws(() => colorMap('constructor'), /Unknown colour map "constructor".*viridis.*RdBu/);
  });
});
