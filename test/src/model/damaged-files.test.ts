import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { whole } from '../../sampled.js';
import { countingSource } from './counting-source.js';
import type { DamageReport } from './damage.js';
import { damagePage } from './damage-page.js';
import { complaint, openAll, openBytes, sampleBytes, samples, type SampleName } from './samples.js';

const run = promisify(execFile);
const names = Object.keys(samples) as SampleName[];

/** Mutations of each format; GATELAB_MUTATIONS=10000 goes through them for longer. */
const mutations = process.env['GATELAB_MUTATIONS'] ?? '60';
const greatestMegabytes = 256;
/** Of one mutation, in processor time. */
const greatestMilliseconds = 10_000;
const page = 'docs/damaged-files.md';

/** Samples that share a process: it takes longer to start than their mutations take. A whole run tells the memory of each. */
const together = whole ? 1 : 5;

/** Damages some samples in a process of their own, which has the memory to itself and may be killed. */
async function damage(some: readonly SampleName[]): Promise<DamageReport[]> {
  const program = ['--import', 'tsx', 'test/src/model/damage.ts', mutations, '20', ...some];
  // A mutation that never ends must not outlive the test.
  const timeout = some.length * Number(mutations) * 500 + 60_000;
  const { stdout } = await run(process.execPath, program, { timeout, killSignal: 'SIGKILL' });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DamageReport);
}

/** Damages all samples, in as many processes at a time as there are processors: each waits for the one so many before it. */
function damageAll(): Map<SampleName, Promise<DamageReport>> {
  const started: Promise<DamageReport[]>[] = [];
  const lanes = availableParallelism();
  for (let n = 0; n * together < names.length; n++) {
    const some = names.slice(n * together, (n + 1) * together);
    const before = started[n - lanes] ?? Promise.resolve();
    started.push(
      before.then(
        () => damage(some),
        () => damage(some),
      ),
    );
  }
  const reports = names.map((_, k) =>
    started[Math.floor(k / together)]!.then((some) => some[k % together]!),
  );
  // A failure is told by the test that waits for this one.
  for (const report of reports) report.catch(() => undefined);
  return new Map(names.map((name, k) => [name, reports[k]!]));
}

describe('openModelFile(path) of damaged files', function () {
  this.timeout(together * Number(mutations) * 4000 + 120_000);
  const reports = new Map<SampleName, DamageReport>();
  let running: Map<SampleName, Promise<DamageReport>>;

  for (const name of names) {
    it(`${name}: cut off at every place where a reader stops, gives a result or one clear sentence`, async () => {
      const bytes = sampleBytes(name);
      const whole = countingSource(bytesSource(samples[name], bytes));
      await openAll(name, whole);
      const places = new Set(
        whole.reads.flatMap(({ offset, length }) => [offset, offset + length]),
      );
      assert.ok(places.size > 0, 'the reader reads it');
      for (const place of places) {
        const found = await complaint(openBytes(name, bytes.subarray(0, place)));
        assert.equal(found, undefined, `cut at ${place}`);
      }
    });
  }

  for (const name of names) {
    it(`${name}: ${mutations} mutations give results or clear sentences, within ${greatestMegabytes} MB`, async () => {
      running ??= damageAll();
      const report = await running.get(name)!;
      reports.set(name, report);
      assert.deepEqual(report.complaints, []);
      assert.equal(report.opened + report.refused, Number(mutations));
      // Raw numbers are as good as any others: only their length can be wrong.
      if (!/weights$|data$/.test(name)) assert.ok(report.refused > 0, 'some mutations matter');
      assert.ok(report.slowest < greatestMilliseconds, `${report.slowest} ms`);
      assert.ok(report.peakMegabytes < greatestMegabytes, `${report.peakMegabytes} MB`);
    });
  }

  it(`${page} has a row for each of them (GATELAB_WRITE=1 writes it)`, () => {
    const before = readFileSync(page, 'utf8');
    if (process.env['GATELAB_WRITE']) writeFileSync(page, damagePage(reports, before));
    const text = readFileSync(page, 'utf8');
    for (const name of names) assert.ok(text.includes(`| ${name} |`), name);
  });
});
