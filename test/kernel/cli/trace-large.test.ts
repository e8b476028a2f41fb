import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openModel, readArray } from '../../../src/index.js';
import { openRows } from '../../../src/arrays/open-rows.js';

const runner = fileURLToPath(new URL('./run-main.ts', import.meta.url));
const measure = new URL('./report-peak.ts', import.meta.url).href;
const model = 'notebooks/data/sunspots-keras2.h5';

interface Finished {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `gatelab trace` as a process of its own; `begun` is called when its draft appears in the folder. */
function traceLarge(
  folder: string,
  words: readonly string[],
  begun?: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Finished> {
  const report = join(folder, 'memory.json');
  const node = ['--import', 'tsx', '--import', measure, runner, 'trace', model, ...words];
  const env = { ...process.env, GATELAB_PEAK: report };
  const child = spawn(process.execPath, node, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const kept = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (kept.stdout += String(text)));
  child.stderr.on('data', (text) => (kept.stderr += String(text)));
  const watch = setInterval(() => {
    if (!begun || !readdirSync(folder).some((name) => name.endsWith('.part'))) return;
    clearInterval(watch);
    begun((signal) => child.kill(signal));
  }, 20);
  return new Promise((resolve) =>
    child.on('close', (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal, ...kept });
    }),
  );
}

/** A .npy of `samples` windows of 302 months, written piece by piece. */
function writeInput(path: string, samples: number): void {
  const literal = `{'descr': '<f4', 'fortran_order': False, 'shape': (${samples}, 302, 1), }`;
  const text = `${literal.padEnd(117)}\n`;
  const file = openSync(path, 'w');
  writeSync(
    file,
    Buffer.concat([
      Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
      Buffer.from([118, 0]),
      Buffer.from(text),
    ]),
  );
  const window = Float32Array.from({ length: 302 }, (_, t) => Math.sin(t / 9));
  const thousand = new Float32Array(302 * 1000);
  for (let n = 0; n < 1000; n++)
    thousand.set(
      window.map((x) => x * (n / 1000)),
      n * 302,
    );
  for (let n = 0; n < samples; n += 1000) writeSync(file, new Uint8Array(thousand.buffer));
  closeSync(file);
}

describe('gatelab trace of a large input', function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-large-'));
    writeInput(join(folder, 'small.npy'), 1000);
    writeInput(join(folder, 'large.npy'), 6000);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('takes no more memory for six times the samples, and draws no bar where nobody watches', async () => {
    const peak: number[] = [];
    for (const size of ['small', 'large']) {
      const out = join(folder, `${size}.npz`);
      const words = [
        join(folder, `${size}.npy`),
        '--layer',
        'test_layer',
        '--series',
        'f',
        '--dtype',
        'float32',
      ];
      const { code, stderr } = await traceLarge(folder, [...words, '--out', out]);
      assert.equal(stderr, '');
      assert.equal(code, 0);
      peak.push(Number(readFileSync(join(folder, 'memory.json'), 'utf8')));
    }
    // The series of all samples would be 6 × 6,000 × 302 × 30 numbers of 4 bytes, 1.3 GB; the one written is 0.2 GB.
    assert.ok(statSync(join(folder, 'large.npz')).size > 200e6);
    // What runs differ by are arrays that wait for the collector, which begins when some 64 MB of them are there.
    assert.ok(peak[1]! < peak[0]! + 128, `${peak.map(Math.round).join(' and ')} MB`);
    await assertSame(folder);
  });

  it('leaves nothing half-written when Ctrl-C stops it: exit code 1, one line', async () => {
    const out = join(folder, 'stopped.npz');
    const words = [join(folder, 'large.npy'), '--layer', 'test_layer', '--out', out];
    const { code, stderr } = await traceLarge(folder, words, (kill) => kill('SIGINT'));
    assert.equal(code, 1);
    assert.match(stderr, /^gatelab: stopped by SIGINT; nothing was written\n$/);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith('stopped')),
      [],
    );
  });
});

/** The last sample in the file is what the layer computes for it alone; both inputs end with the same thousand. */
async function assertSame(folder: string): Promise<void> {
  const opened = await openModel(model);
  const rows = await openRows(join(folder, 'large.npy'));
  const trace = opened.layer('test_layer').trace(rows.take(5999, 6000), { dtype: 'float32' });
  const stored = await readArray(join(folder, 'small.npz'), { dataset: 'f' });
  const places = [
    [0, 0],
    [150, 7],
    [301, 29],
  ] as const;
  for (const [t, unit] of places) assert.equal(stored.get(999, t, unit), trace.f.get(0, t, unit));
  rows.close();
  opened.close();
}
