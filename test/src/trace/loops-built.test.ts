import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The digest of the sources that a script compiles, as they are now. */
async function digestBy(script: string): Promise<string> {
  const url = new URL(`../../../scripts/${script}`, import.meta.url).href;
  const { sourcesDigest } = (await import(url)) as { sourcesDigest(): string };
  return sourcesDigest();
}

describe('what is compiled and stored', () => {
  it('src/trace/fast/wasm-loops.generated.ts was made of native/ as it is now', async () => {
    const stored = readFileSync('src/trace/fast/wasm-loops.generated.ts', 'utf8');
    const digest = await digestBy('build-wasm.mjs');
    assert.match(stored, new RegExp(digest), 'run node scripts/build-wasm.mjs');
  });

  const folder = 'src/native/prebuilt';
  const files = JSON.parse(readFileSync(`${folder}/prebuilt.json`, 'utf8')) as Record<
    string,
    { sources: string; sha256: string }
  >;
  for (const [name, { sources, sha256 }] of Object.entries(files)) {
    it(`${name}.node was made of native/ as it is now, and is what was made`, async () => {
      const digest = await digestBy('build-native.mjs');
      assert.equal(sources, digest, 'run npm run build:native -- --all');
      const bytes = readFileSync(`${folder}/${name}.node`);
      assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256);
    });
  }
});
