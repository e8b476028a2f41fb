// What commands may write, and over what.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callMain, type CallResult } from './call-main.js';

const data = fileURLToPath(new URL('../../../notebooks/data/', import.meta.url));
const model = `${data}sunspots-keras2.h5`;
const input = `${data}sunspots-X.npy`;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-outputs-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

const traceTo = (out: string, from = model): Promise<CallResult> =>
  callMain('trace', from, input, '--layer', 'test_layer', '--sample', '3', '--out', out);

function writeNotebook(source: string): string {
  const cell = {
    ...{ cell_type: 'code', metadata: {}, outputs: [], execution_count: null },
    source,
  };
  const notebook = { nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell] };
  writeFileSync(at('given.ipynb'), JSON.stringify(notebook));
  return at('given.ipynb');
}

/** Outputs that are refused: how each is made, and what the line on stderr says. */
const refused: readonly [title: string, make: (path: string) => void, name: string, RegExp][] = [
  ['a folder', (path) => mkdirSync(path), 'x.npz', /x\.npz cannot be written: it is a folder/],
  [
    'a named pipe',
    (path) => execFileSync('mkfifo', [path]),
    'p.npz',
    /p\.npz cannot be written: it is a named pipe/,
  ],
  [
    'a link to a device',
    (path) => symlinkSync('/dev/null', path),
    'null.npz',
    /null\.npz cannot be written: it is a device/,
  ],
  ['an ending of another format', () => undefined, 'x.h5', /ends in \.npz, not ".*x\.h5"; usage/],
  ['no ending', () => undefined, 'x', /ends in \.npz, not ".*x"; usage/],
  ['a folder that is missing', () => undefined, 'no/x.npz', /the folder .*no does not exist/],
];

for (const [title, make, name, line] of refused) {
  it(`gatelab trace --out with ${title} refuses, names it, and leaves it`, async () => {
    make(at(name));
    const before = readdirSync(folder);
    const { code, err } = await traceTo(at(name));
    assert.equal(code, 1);
    assert.match(err, /^gatelab: [^\n]+\n$/);
    assert.match(err, line);
    assert.deepEqual(readdirSync(folder), before);
  });
}

it('gatelab trace never writes over the model, the input, or what they are reached by', async () => {
  copyFileSync(model, at('model.npz'));
  symlinkSync('model.npz', at('link.npz'));
  for (const name of ['model.npz', 'link.npz']) {
    const { code, err } = await traceTo(at(name), at('model.npz'));
    assert.equal(code, 1);
    assert.match(err, /belongs to .*model\.npz, which is read; choose another name/);
  }
  assert.deepEqual(readFileSync(at('model.npz')), readFileSync(model));
});

it('gatelab trace writes through a link, keeps the mode of a private file, and takes a name of 250 letters', async () => {
  symlinkSync('real.npz', at('link.npz'));
  writeFileSync(at('private.npz'), '');
  chmodSync(at('private.npz'), 0o600);
  const long = `${'n'.repeat(246)}.npz`;
  for (const name of ['link.npz', 'private.npz', long]) {
    assert.equal((await traceTo(at(name))).err, '');
  }
  assert.ok(lstatSync(at('link.npz')).isSymbolicLink());
  assert.ok(lstatSync(at('real.npz')).isFile());
  if (process.platform !== 'win32') assert.equal(statSync(at('private.npz')).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder).sort(), ['link.npz', long, 'private.npz', 'real.npz']);
});

it('gatelab run --out refuses a folder and its own notebook before anything is run', async () => {
  const notebook = writeNotebook(`require('fs').writeFileSync(${JSON.stringify(at('ran'))}, '')`);
  mkdirSync(at('page.html'));
  const into = await callMain('run', notebook, '--out', at('page.html'));
  assert.match(into.err, /page\.html cannot be written: it is a folder/);
  const over = await callMain('run', notebook, '--out', notebook);
  assert.match(over.err, /given\.ipynb cannot be written: it belongs to .*, which is read/);
  assert.deepEqual([into.code, over.code], [1, 1]);
  assert.deepEqual(readdirSync(folder).sort(), ['given.ipynb', 'page.html']);
});

it('gatelab run --out on a full disk names the file and leaves the old one', async function () {
  if (process.platform === 'win32') return;
  this.timeout(60_000);
  const notebook = writeNotebook('console.log("x".repeat(300_000))');
  writeFileSync(at('o.ipynb'), 'old');
  const runner = fileURLToPath(new URL('./run-main.ts', import.meta.url));
  const words = `--import tsx "${runner}" run "${notebook}" --out "${at('o.ipynb')}"`;
  const child = spawn('bash', ['-c', `ulimit -f 100; exec "${process.execPath}" ${words}`], {
    env: { ...process.env, XDG_CACHE_HOME: at('cache') },
  });
  let err = '';
  child.stderr.on('data', (chunk) => (err += String(chunk)));
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(code, 1, err);
  assert.match(err, /o\.ipynb cannot be written: it becomes larger than files may be here\n$/);
  assert.equal(readFileSync(at('o.ipynb'), 'utf8'), 'old');
  const names = readdirSync(folder).filter((name) => name !== 'cache');
  assert.deepEqual(names.sort(), ['given.ipynb', 'o.ipynb']);
});
