// Kills at random moments: under a real name stands the old file or the whole new one, and the next run tidies up.
// GATELAB_KILLS says how many kills each command gets; `npm test` makes do with a few.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HistoryFile } from '../../kernel/history/history-file.js';
import { readArray } from '../../src/index.js';
import { script } from './support/kernel-process.js';
import { makeRandom } from './support/random.js';

const kills = Number(process.env['GATELAB_KILLS'] ?? 4);
const data = fileURLToPath(new URL('../../notebooks/data/', import.meta.url));
const random = makeRandom(12);

/** A command that writes, and what must hold whenever it was killed. */
interface Victim {
  readonly name: string;
  /** The words after `gatelab`. */
  words(folder: string): string[];
  /** Throws when something half-written stands under a real name. */
  check(folder: string): Promise<void> | void;
  /** All that may be in the folder after a whole run, hidden files too. */
  readonly left: readonly string[];
  prepare?(folder: string): void;
}

const page = (folder: string) => join(folder, 'o.html');

const victims: readonly Victim[] = [
  {
    name: 'trace --out',
    words: (folder) => [
      ...['trace', join(data, 'sunspots-keras2.h5'), join(data, 'sunspots-X.npy')],
      ...['--layer', 'test_layer', '--dtype', 'float32', '--out', join(folder, 'o.npz')],
    ],
    async check(folder) {
      const out = join(folder, 'o.npz');
      const { shape } = await readArray(out, { dataset: 'output' });
      assert.deepEqual(shape, [575, 302, 30]);
    },
    left: ['o.npz'],
  },
  {
    name: 'run --out',
    words: (folder) => ['run', join(folder, 'given.ipynb'), '--out', page(folder)],
    prepare(folder) {
      const cells = ['heatmap([[1, 2], [3, 4]])', 'console.log("done")'].map((source) => ({
        ...{ cell_type: 'code', metadata: {}, outputs: [], execution_count: null },
        source,
      }));
      const notebook = { nbformat: 4, nbformat_minor: 4, metadata: {}, cells };
      writeFileSync(join(folder, 'given.ipynb'), JSON.stringify(notebook));
    },
    check(folder) {
      assert.match(readFileSync(page(folder), 'utf8').slice(-20), /<\/html>\n$/);
    },
    left: ['given.ipynb', 'o.html'],
  },
  {
    name: 'install',
    words: (folder) => ['install', '--prefix', folder],
    check(folder) {
      const jupyter = join(folder, 'share', 'jupyter');
      const manifest = join(jupyter, 'labextensions', 'gatelab', 'package.json');
      const spec = join(jupyter, 'kernels', 'gatelab', 'kernel.json');
      assert.ok((JSON.parse(readFileSync(spec, 'utf8')) as { argv: unknown }).argv);
      const { jupyterlab } = JSON.parse(readFileSync(manifest, 'utf8')) as {
        jupyterlab: { _build: { load: string } };
      };
      assert.ok(existsSync(join(manifest, '..', jupyterlab._build.load)));
    },
    left: [
      'share/jupyter/kernels/gatelab/kernel.json',
      'share/jupyter/kernels/gatelab/logo-32x32.png',
      'share/jupyter/kernels/gatelab/logo-64x64.png',
      'share/jupyter/kernels/gatelab/logo-svg.svg',
      'share/jupyter/labextensions/gatelab/install.json',
      'share/jupyter/labextensions/gatelab/package.json',
      'share/jupyter/labextensions/gatelab/static/remoteEntry',
    ],
  },
];

describe('gatelab, killed at random moments', function () {
  this.timeout(120_000 + kills * 20_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-kills-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Kills runs of a victim at random moments, and looks at the folder after each. */
  async function killed(
    { words, prepare }: Victim,
    look: () => void | Promise<void>,
    signal?: NodeJS.Signals,
  ): Promise<void> {
    prepare?.(folder);
    const since = performance.now();
    assert.equal(await run(words(folder)), 0);
    const whole = performance.now() - since;
    for (let n = 0; n < kills; n++) {
      // Every other one dies while it writes, if it can be caught.
      const moment = n % 2 ? whenDraft(folder, whole) : sleep(random() * whole);
      await run(words(folder), moment, signal);
      await look();
    }
  }

  for (const victim of victims) {
    it(`${victim.name}: nothing half-written, and the next run leaves nothing else`, async () => {
      await killed(victim, () => victim.check(folder));
      assert.equal(await run(victim.words(folder)), 0);
      await victim.check(folder);
      const names = filesIn(folder).map((path) => path.replace(/\.[0-9a-f]{16}\.js$/, ''));
      assert.deepEqual(names, victim.left);
    });
  }

  for (const victim of victims.slice(0, 2)) {
    it(`${victim.name}, told to end (SIGTERM): leaves nothing but whole files, without another run`, async () => {
      const look = async () => {
        await victim.check(folder);
        assert.deepEqual(filesIn(folder), victim.left);
      };
      await killed(victim, look, 'SIGTERM');
    });
  }

  it('history: every finished cell but the last is kept, and the next one is found', async () => {
    const path = join(folder, 'history.jsonl');
    const module = new URL('../../dist/kernel/history/history-file.js', import.meta.url).href;
    const code = `const { HistoryFile } = await import(${JSON.stringify(module)});
      const history = new HistoryFile(${JSON.stringify(path)});
      for (let line = 1; ; line++) history.append({ line, input: 'x'.repeat(1 + line % 3000) });`;
    for (let n = 1; n <= kills; n++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', code]);
      const ended = new Promise((resolve) => child.once('exit', resolve));
      while (!existsSync(path)) await sleep(5);
      await sleep(random() * 300);
      child.kill('SIGKILL');
      await ended;
      const next = new HistoryFile(path);
      next.append({ line: 1, input: `after ${n}` });
      const entries = next.tail(1e9);
      assert.equal(entries.at(-1)?.input, `after ${n}`);
      let line = 0;
      for (const entry of entries) {
        line = entry.line === 1 ? 1 : line + 1;
        assert.equal(entry.line, line);
        if (!entry.input.startsWith('after')) assert.equal(entry.input.length, 1 + (line % 3000));
      }
      rmSync(path);
    }
  });
});

/** Runs a command; it gets a signal when `moment` comes. @returns its exit code, or the signal */
function run(
  words: readonly string[],
  moment?: Promise<unknown>,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<number | string | null> {
  const child = spawn(process.execPath, [script, ...words], { stdio: 'ignore' });
  void moment?.then(() => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code, by) => resolve(code ?? by)));
}

/** Resolves a little after a draft appears, or when none came in time. */
async function whenDraft(folder: string, most: number): Promise<void> {
  const until = performance.now() + most;
  while (performance.now() < until && !filesIn(folder).some((name) => name.endsWith('.part')))
    await sleep(1);
  await sleep(random() * 40);
}

function filesIn(folder: string, inside = ''): string[] {
  const entries = readdirSync(join(folder, inside), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const path = `${inside}${entry.name}`;
      return entry.isDirectory() ? filesIn(folder, `${path}/`) : [path];
    })
    .sort();
}
