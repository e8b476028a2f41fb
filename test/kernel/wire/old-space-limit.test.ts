import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

/** What another Node with these flags says, in megabytes. */
function limitWith(...flags: readonly string[]): number {
  const script = `import { oldSpaceLimit } from './kernel/wire/old-space-limit.ts';
console.log(oldSpaceLimit() / 2 ** 20);`;
  const args = [...flags, '--import=tsx', '--input-type=module', '-e', script];
  return Number(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

describe('oldSpaceLimit()', function () {
  this.timeout(60_000);

  it('is what Node was told to use at most for what lasts', () => {
    for (const size of [192, 2000])
      assert.equal(limitWith(`--max-old-space-size=${size}`), size, `${size} MB`);
  });

  it('knows when the young spaces were given a size', () => {
    for (const young of [8, 32])
      assert.equal(
        limitWith('--max-old-space-size=400', `--max-semi-space-size=${young}`),
        400,
        `${young} MB`,
      );
  });
});
