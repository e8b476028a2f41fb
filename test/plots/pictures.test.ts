// Every picture against its stored result. After looking at what changed, store anew with GATELAB_STORE_PICTURES=1.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { toText, type Tree } from '../../widgets/plot/tree/tree.js';

const pictures = new URL('./pictures/', import.meta.url);
const output = new URL('./output/', import.meta.url);

/** The pixels of a PNG as pngAddress writes it: one IDAT chunk behind the header. */
function pixelsOf(base64: string): Buffer {
  const png = Buffer.from(base64, 'base64');
  const length = png.readUInt32BE(33);
  return inflateSync(png.subarray(41, 41 + length));
}

/** The picture with images replaced by their pixels' hash: compressors may differ, pixels may not. */
const comparable = (svg: string): string =>
  svg.replace(/data:image\/png;base64,([A-Za-z0-9+/=]+)/g, (_, base64: string) =>
    createHash('sha256').update(pixelsOf(base64)).digest('hex'),
  );

describe('pictures', () => {
  for (const file of readdirSync(pictures)) {
    const name = file.replace(/\.ts$/, '');
    it(`${name} looks as stored`, async () => {
      const { default: picture } = (await import(new URL(file, pictures).href)) as {
        default: () => Tree;
      };
      const drawn = toText(picture()) + '\n';
      const stored = new URL(`${name}.svg`, output);
      const changed = new URL(`${name}-changed.svg`, output);
      rmSync(changed, { force: true });
      if (process.env.GATELAB_STORE_PICTURES) writeFileSync(stored, drawn);
      assert.ok(existsSync(stored), `look at the picture, then store it as output/${name}.svg`);
      const same = comparable(drawn) === comparable(readFileSync(stored, 'utf8'));
      if (!same) writeFileSync(changed, drawn);
      assert.ok(same, `output/${name}-changed.svg differs from output/${name}.svg: compare them`);
    });
  }
});
