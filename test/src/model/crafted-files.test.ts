import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { DamageReport } from './damage.js';
import { firstSeed, withCrafted } from './damage-page.js';
import { kinds, type Kind } from './fuzz/kinds.js';

const run = promisify(execFile);
const names = Object.keys(kinds) as Kind[];

/** Files of each kind; GATELAB_CRAFTED=2000 opens more. */
const count = process.env['GATELAB_CRAFTED'] ?? '40';
/** Node and the tests' compiler take some 100 MB themselves; the files are small, so that 20 times their size is little beside this. */
const greatestMegabytes = 100 + 256;
/** Of one file, in processor time. */
const greatestMilliseconds = 10_000;
const page = 'docs/damaged-files.md';

/** Opens crafted files in a process of its own, which has the memory to itself and may be killed. */
async function craft(kind: Kind): Promise<DamageReport> {
  const program = [
    '--import',
    'tsx',
    'test/src/model/fuzz/fuzz.ts',
    kind,
    count,
    String(firstSeed),
  ];
  const limits = { timeout: Number(count) * 1000 + 120_000, killSignal: 'SIGKILL' } as const;
  const { stdout } = await run(process.execPath, program, limits);
  return JSON.parse(stdout) as DamageReport;
}

describe('openModelFile(path) of files crafted by a grammar', function () {
  this.timeout(Number(count) * 1000 + 180_000);
  const reports = new Map<Kind, DamageReport>();

  for (const kind of names) {
    it(`${kind}: ${count} give results or clear sentences, within 10 s and ${greatestMegabytes} MB`, async () => {
      const report = await craft(kind);
      reports.set(kind, report);
      assert.deepEqual(report.complaints, []);
      assert.equal(report.opened + report.refused, Number(count));
      assert.ok(report.opened > 0, 'some are sound enough to be opened');
      assert.ok(report.refused > 0, 'some are not');
      assert.ok(report.slowest < greatestMilliseconds, `${report.slowest} ms`);
      assert.ok(report.peakMegabytes < greatestMegabytes, `${report.peakMegabytes} MB`);
    });
  }

  it(`${page} has a row for each of them (GATELAB_WRITE=1 writes it)`, () => {
    if (process.env['GATELAB_WRITE']) {
      writeFileSync(page, withCrafted(readFileSync(page, 'utf8'), reports));
    }
    const text = readFileSync(page, 'utf8');
    for (const kind of names) assert.ok(text.includes(`| ${kind} |`), kind);
  });
});
