import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface Output {
  readonly data?: Readonly<Record<string, string | readonly string[]>>;
  readonly metadata?: Readonly<Record<string, { readonly width: number }>>;
}

const folder = join(import.meta.dirname, '..', '..', 'notebooks');
const names = readdirSync(folder).filter((name) => name.endsWith('.ipynb'));

describe('the tutorials as they are stored', () => {
  for (const name of names) {
    it(`${name}: viewers that take scripts and SVG out still show every picture`, () => {
      const path = join(folder, name);
      const { cells } = JSON.parse(readFileSync(path, 'utf8')) as {
        cells: { outputs?: Output[] }[];
      };
      const bundles = cells.flatMap((cell) => cell.outputs ?? []).filter((output) => output.data);
      assert.doesNotMatch(JSON.stringify(bundles), /image\/svg\+xml|widget-view|vnd\.gatelab/);
      const pictures = bundles.filter(({ data }) => data!['image/png']);
      assert.ok(pictures.length > 0);
      for (const { data, metadata } of pictures) {
        const png = Buffer.from([data!['image/png']].flat().join(''), 'base64');
        assert.equal(png.toString('latin1', 1, 4), 'PNG');
        // Two pixels to one of the size it is shown in.
        assert.equal(png.readUInt32BE(16), 2 * metadata!['image/png']!.width);
      }
      assert.ok(statSync(path).size < 1e6, 'a notebook of moderate size');
    });
  }
});
