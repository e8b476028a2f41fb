import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

describe('src/trace/fast/kernels.generated.ts', () => {
  it('is what scripts/build-kernels.mjs makes of assembly/', async function () {
    this.timeout(120_000);
    const script = new URL('../../../scripts/build-kernels.mjs', import.meta.url).href;
    const { kernelsSource } = (await import(script)) as { kernelsSource(): Promise<string> };
    const stored = readFileSync('src/trace/fast/kernels.generated.ts', 'utf8');
    assert.ok(stored === (await kernelsSource()), 'run node scripts/build-kernels.mjs');
  });
});
