import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { handedToMatplotlib, matplotlibCode } from '../plots/helpers/beside-matplotlib.js';
import { darkOf, exhibits, galleryPage } from '../plots/helpers/gallery.js';
import * as gatelab from '../../kernel/index.js';

const docs = new URL('../../docs/', import.meta.url);

describe('the gallery', () => {
  it('is the one that `npm run gallery` writes, dark pictures too', async () => {
    const style = await resolveConfig(fileURLToPath(new URL('gallery.md', docs)));
    const page = await format(galleryPage(), { ...style, parser: 'markdown' });
    assert.equal(readFileSync(new URL('gallery.md', docs), 'utf8'), page, 'npm run gallery');
    for (const exhibit of exhibits()) {
      const file = new URL(`images/gallery/${exhibit.name}-dark.svg`, docs);
      assert.equal(readFileSync(file, 'utf8'), darkOf(exhibit), `${exhibit.name}: npm run gallery`);
    }
  });

  it('shows every picture of the tests, but paragraphs, which are no drawing', () => {
    const pictures = readdirSync(new URL('../plots/pictures/', import.meta.url));
    const shown = exhibits().map(({ name }) => `${name}.ts`);
    assert.deepEqual(
      pictures.filter((file) => !shown.includes(file)),
      ['tokens.ts'],
    );
  });

  it("stands beside matplotlib's of the same numbers, by the code that is printed", async () => {
    const handed = Object.entries(await handedToMatplotlib());
    assert.ok(handed.length >= 13);
    for (const [name, { mark }] of handed) {
      assert.ok(matplotlibCode(name), `${name} has a function in scripts/gallery_matplotlib.py`);
      const png = readFileSync(new URL(`images/gallery/${name}-matplotlib.png`, docs), 'latin1');
      assert.ok(png.includes(`Description\0${mark}`), `${name}: npm run gallery`);
    }
  });

  it('names functions that there are', () => {
    for (const { call } of exhibits()) {
      const name = /^\w+/.exec(call)![0] as keyof typeof gatelab;
      assert.equal(typeof gatelab[name], 'function', call);
    }
  });

  it('has light letters on a dark ground', () => {
    for (const exhibit of exhibits()) {
      assert.match(darkOf(exhibit), /color="#e0e0e0"[^]*fill="#111111"/, exhibit.name);
    }
  });
});
