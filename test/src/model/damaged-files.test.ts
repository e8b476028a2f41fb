import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { countingSource } from './counting-source.js';
import type { DamageReport } from './damage.js';
import { complaint, openAll, openBytes, sampleBytes, samples, type SampleName } from './samples.js';

const run = promisify(execFile);
const names = Object.keys(samples) as SampleName[];

/** Mutations of each format; GATELAB_MUTATIONS=10000 goes through them for longer. */
const mutations = process.env['GATELAB_MUTATIONS'] ?? '150';
const greatestMegabytes = 256;

describe('openModelFile(path) of damaged files', function () {
  this.timeout(Number(mutations) * 300 + 30_000);

  for (const name of names) {
    it(`${name}: cut off at every place where a reader stops, gives a result or one clear sentence`, async () => {
      const bytes = sampleBytes(name);
      const whole = countingSource(bytesSource(samples[name], bytes));
      await openAll(name, whole);
      const places = new Set(
        whole.reads.flatMap(({ offset, length }) => [offset, offset + length]),
      );
      assert.ok(places.size > 1, 'the reader reads in pieces');
      for (const place of places) {
        const found = await complaint(openBytes(name, bytes.subarray(0, place)));
        assert.equal(found, undefined, `cut at ${place}`);
      }
    });

    it(`${name}: ${mutations} mutations give results or clear sentences, within ${greatestMegabytes} MB`, async () => {
      const program = ['--import', 'tsx', 'test/src/model/damage.ts', name, mutations, '20'];
      // A mutation that never ends must not outlive the test.
      const limits = { timeout: Number(mutations) * 250 + 25_000, killSignal: 'SIGKILL' } as const;
      const { stdout } = await run(process.execPath, program, limits);
      const report = JSON.parse(stdout) as DamageReport;
      assert.deepEqual(report.complaints, []);
      assert.equal(report.opened + report.refused, Number(mutations));
      assert.ok(report.refused > 0, 'some mutations matter');
      assert.ok(report.peakMegabytes < greatestMegabytes, `${report.peakMegabytes} MB`);
    });
  }
});
