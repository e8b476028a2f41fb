import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

describe('src/trace/fast/kernels.generated.ts', () => {
  it('was made of assembly/ as it is now', async () => {
    const script = new URL('../../../scripts/build-kernels.mjs', import.meta.url).href;
    const { sourcesDigest } = (await import(script)) as { sourcesDigest(): string };
    const stored = readFileSync('src/trace/fast/kernels.generated.ts', 'utf8');
    assert.match(stored, new RegExp(sourcesDigest()), 'run node scripts/build-kernels.mjs');
  });
});
