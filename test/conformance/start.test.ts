// The launcher: the first kernel leaves a warm compiler, those after it start from that, and what does not fit is left alone.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPair } from './support/with-kernel.js';
import type { Pair } from './support/with-kernel.js';

/** Beside a snapshot, threads of these versions end the process when they load `net`. */
const endsWithThreads = Number(process.versions.node.split('.')[0]) >= 22;

describe('a start-up snapshot', function () {
  this.timeout(180_000);
  let cache: string;
  let starts: string;
  before(function () {
    if (process.platform === 'win32') this.skip();
    cache = mkdtempSync(join(tmpdir(), 'gatelab-start-'));
    starts = join(cache, 'gatelab', 'start');
  });
  after(() => cache && rmSync(cache, { recursive: true, force: true }));

  const withWarm = (work: (pair: Pair) => Promise<void>, env: NodeJS.ProcessEnv = {}) =>
    withPair(work, {}, { warm: true, env: { XDG_CACHE_HOME: cache, ...env } });

  /** Whether the kernel of this pair was started from a snapshot; the system tells it on Linux only. */
  const isWarm = ({ kernel }: Pair): boolean => {
    const words = `/proc/${kernel.process.pid}/cmdline`;
    return !existsSync(words) || readFileSync(words, 'utf8').includes('--snapshot-blob');
  };
  const isLinux = process.platform === 'linux';

  it('is left by the first kernel, once it has been tried', async () => {
    await withWarm(async (pair) => {
      assert.equal(await valueOf(pair, '1 + 1'), '2');
      if (isLinux) assert.ok(!isWarm(pair));
      const deadline = Date.now() + 120_000;
      const isThere = () => existsSync(starts) && readdirSync(starts).some(isResult);
      while (!isThere() && Date.now() < deadline) await new Promise((r) => setTimeout(r, 100));
      assert.deepEqual(
        readdirSync(starts).map((name) => name.replace(/^[0-9a-f]+/, '')),
        endsWithThreads ? ['.failed'] : ['.blob', '.key'],
      );
      assert.equal(await valueOf(pair, "'GATELAB_START_KEY' in process.env"), 'false');
    });
  });

  it('gives the next kernel a warm compiler, or leaves it the plain way; cells have the same values', async () => {
    await withWarm(async (pair) => {
      if (isLinux) assert.equal(isWarm(pair), !endsWithThreads);
      for (const [cell, value] of cells) assert.equal(await valueOf(pair, cell), value, cell);
      const wrong = await pair.client.execute('const n: number = "text"; n');
      assert.equal(wrong.reply['ename'], 'TypeError');
      assert.equal(pair.kernel.stderr(), '');
    });
  });

  it('is left alone where Node has options of its own, and where it was told', async () => {
    if (!isLinux) return;
    for (const env of [{ NODE_OPTIONS: '--max-old-space-size=2000' }, { GATELAB_START: 'plain' }]) {
      await withWarm(async (pair) => {
        assert.equal(await valueOf(pair, '1 + 1'), '2');
        assert.ok(!isWarm(pair));
      }, env);
    }
  });

  it('is left alone where it was made for another processor or copy', async () => {
    if (!isLinux || endsWithThreads) return;
    const [key] = readdirSync(starts).filter(isKey);
    const file = join(starts, key!);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\n$/, ' another\n'));
    await withWarm(async (pair) => {
      assert.equal(await valueOf(pair, '1 + 1'), '2');
      assert.ok(!isWarm(pair));
    });
  });
});

/** The value of a cell as text; what it says when it fails. */
async function valueOf({ client }: Pair, code: string): Promise<unknown> {
  const { reply, published } = await client.execute(code);
  if (reply['status'] !== 'ok') return `${String(reply['ename'])}: ${String(reply['evalue'])}`;
  const result = published.find(({ type }) => type === 'execute_result');
  return (result?.content['data'] as Record<string, unknown> | undefined)?.['text/plain'];
}

const isResult = (name: string): boolean => /\.(?:key|failed)$/.test(name);
const isKey = (name: string): boolean => name.endsWith('.key');

/** Each asks for something that a process from a snapshot might lack. */
const cells: readonly (readonly [cell: string, value: string])[] = [
  ['const xs = [3, 1, 2].toSorted(); xs.length', '3'],
  ['typeof gates', "'function'"],
  ['import { readFileSync } from "node:fs"; typeof readFileSync', "'function'"],
  ['(await import("node:os")).EOL.length', '1'],
  [
    'typeof Atomics.wait + typeof WebAssembly.instantiate + typeof SharedArrayBuffer',
    "'functionfunctionfunction'",
  ],
  ['process.execArgv.some((word) => word.includes("snapshot"))', 'false'],
  [
    'import { execFileSync } from "node:child_process"; execFileSync(process.execPath, ["-p", "6 * 7"], { encoding: "utf8" }).trim()',
    "'42'",
  ],
  [
    'import { Worker } from "node:worker_threads"; await new Promise((done) => new Worker("require(\'worker_threads\').parentPort.postMessage(7)", { eval: true }).once("message", done))',
    '7',
  ],
  [
    'import { Worker as Thread } from "node:worker_threads"; await new Promise((done) => new Thread("require(\'net\'); require(\'worker_threads\').parentPort.postMessage(8)", { eval: true }).once("message", done))',
    '8',
  ],
  [
    'performance.now() > 0 && Math.abs(Date.now() - performance.timeOrigin - performance.now()) < 1000',
    'true',
  ],
  ['import { Console } from "node:console"; console instanceof Console', 'true'],
  ['new Set([1]).size + structuredClone(new Map([[1, 2]])).size', '2'],
  ['await new Promise<string>((done) => setTimeout(() => done("late"), 5))', "'late'"],
  ['new Intl.NumberFormat("de").format(1234.5)', "'1.234,5'"],
];
