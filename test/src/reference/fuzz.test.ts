import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FuzzCase, Verdict } from './fuzz-case.js';
import { judge } from './fuzz-case.js';
import { frameworksPython } from '../../environments.js';

/** How many cases of each maker: a few here, more by hand (GATELAB_FUZZ=500 GATELAB_FUZZ_SEED=7). */
const count = Number(process.env['GATELAB_FUZZ'] ?? 12);
const seed = Number(process.env['GATELAB_FUZZ_SEED'] ?? 1);
/** Cases made at a time, so that no run needs much room. */
const block = 100;

/** A module of scripts/fuzz for each, and what may be refused. */
const makers: Readonly<Record<string, readonly RegExp[]>> = {
  torch: [],
  keras: [/The mask does not reach layer .* passes none on/],
};

describe('random models of the frameworks: each is right or refused, none is wrong', function () {
  // By hand it may take as long as it takes.
  this.timeout(process.env['GATELAB_FUZZ'] ? 0 : 60_000 + 3_000 * count);

  for (const [maker, mayRefuse] of Object.entries(makers)) {
    it(`${count} of ${maker}, seed ${seed}`, async () => {
      const wrong: string[] = [];
      const refused: string[] = [];
      for (let first = 0; first < count; first += block) {
        const size = Math.min(block, count - first);
        for (const [one, verdict] of await judged(maker, first, size)) {
          const line = `${one.id} (${one.what})`;
          if (verdict.is === 'wrong') wrong.push(`${line}: ${verdict.why}`);
          if (verdict.is !== 'refused') continue;
          refused.push(`${line}: ${verdict.why}`);
          if (!mayRefuse.some((why) => why.test(verdict.why))) wrong.push(refused.at(-1)!);
        }
        if (process.env['GATELAB_FUZZ']) {
          const done = `${first + size} of ${count} cases of ${maker}`;
          console.log(`${done}: ${refused.length} refused, ${wrong.length} wrong`);
        }
      }
      assert.deepEqual(wrong, []);
      assert.ok(refused.length < count / 4, `${refused.length} of ${count} are refused`);
    });
  }
});

describe("PyTorch's own inputs of its recurrent modules and cells, from the installed package", function () {
  this.timeout(120_000);

  it('all 87, with states and without: right', async () => {
    const verdicts = await judged('torch_own', 0, 1);
    assert.equal(verdicts.length, 87);
    const others = verdicts.filter(([, { is }]) => is !== 'right');
    assert.deepEqual(others, []);
  });
});

async function judged(maker: string, first: number, size: number): Promise<[FuzzCase, Verdict][]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-fuzz-'));
  try {
    const words = ['--maker', maker, '--seed', seed, '--first', first, '--count', size].map(String);
    execFileSync(frameworksPython, ['-W', 'ignore', 'scripts/fuzz', folder, ...words], {
      stdio: 'ignore',
    });
    const lines = readFileSync(join(folder, 'index.jsonl'), 'utf8').trim().split('\n');
    const verdicts: [FuzzCase, Verdict][] = [];
    for (const line of lines) {
      const one = JSON.parse(line) as FuzzCase;
      verdicts.push([one, await judge(one, folder)]);
    }
    return verdicts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
