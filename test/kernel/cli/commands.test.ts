import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { callMain } from './call-main.js';

const data = fileURLToPath(new URL('../../../notebooks/data/', import.meta.url));
const model = `${data}sunspots-keras2.h5`;
const input = `${data}sunspots-X.npy`;
const reference = `${data}sunspots-h.npy`;
const layer = ['--layer', 'test_layer'];

// Loaded as the commands load it, so that both share one libhdf5.
const { openModel, readArray } = await import('../../../src/index.js');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-cli-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('gatelab summary prints the layers as Keras does', async () => {
  const { code, out } = await callMain('summary', model);
  assert.equal(code, 0);
  assert.match(out, /^test_layer \(LSTM\) +\(None, 302, 30\) +3,840$/m);
  assert.match(out, /Total params: 5,097/);
});

it('gatelab summary --json prints the same as JSON', async () => {
  const { out } = await callMain('summary', model, '--json');
  const summary = JSON.parse(out) as { rows: { layer: string; params: number }[] };
  assert.equal(summary.rows.find((row) => row.layer === 'test_layer')?.params, 3840);
});

it('gatelab compare --json gives the measures and the verdict', async () => {
  const call = ['compare', model, input, reference, ...layer, '--sample', '114', '--json'];
  const { code, out } = await callMain(...call);
  const found = JSON.parse(out) as { maxAbs: number; samples: number; verdict: string };
  assert.equal(code, 0);
  assert.ok(found.maxAbs > 0 && found.maxAbs < 1e-6, String(found.maxAbs));
  assert.equal(found.samples, 1);
  assert.equal(typeof found.verdict, 'string');
});

it('gatelab compare takes one sample without a sample axis too', async () => {
  const [one, h] = [join(folder, 'x.csv'), join(folder, 'h.csv')];
  const text = async (path: string) => {
    const picked = (await readArray(path)).pick(7);
    const rows = Array.from({ length: picked.shape[0]! }, (_, t) =>
      Array.from({ length: picked.shape[1]! }, (_, u) => picked.get(t, u)).join(','),
    );
    return rows.join('\n');
  };
  writeFileSync(one, await text(input));
  writeFileSync(h, await text(reference));
  const { err, out } = await callMain('compare', model, one, h, ...layer, '--json');
  assert.equal(err, '');
  assert.ok((JSON.parse(out) as { maxAbs: number }).maxAbs < 1e-6);
});

it('gatelab trace --out FILE.npz writes every series as samples × time × units', async () => {
  const out = join(folder, 'trace.npz');
  const { code } = await callMain(
    'trace',
    model,
    input,
    ...layer,
    '--samples',
    '3:5',
    '--out',
    out,
  );
  assert.equal(code, 0);
  const opened = await openModel(model);
  const trace = opened.layer('test_layer').trace((await readArray(input)).pick(4));
  for (const name of ['i', 'f', 'g', 'o', 'c', 'h', 'output']) {
    const stored = await readArray(out, { dataset: name });
    assert.deepEqual(stored.shape, [2, 302, 30]);
    assert.equal(stored.get(1, 200, 9), trace.get(name).get(200, 9));
  }
});

it('gatelab trace --series --dtype writes only what is asked for', async () => {
  const out = join(folder, 'trace.npz');
  const words = ['--sample', '114', '--series', 'f,h', '--dtype', 'float32', '--out', out];
  await callMain('trace', model, input, ...layer, ...words);
  const stored = await readArray(out, { dataset: 'f' });
  assert.ok(stored.data instanceof Float32Array);
  assert.deepEqual(stored.shape, [1, 302, 30]);
  await assert.rejects(readArray(out, { dataset: 'c' }), /only f, h/);
});

/** Calls that must end with exit code 1 and one line that matches; no file may be left. */
const wrongCalls: [title: string, words: (string | RegExp)[], line: RegExp][] = [
  ['a missing file', ['summary', 'nowhere.h5'], /nowhere\.h5/],
  ['a missing layer', ['compare', model, input, reference, '--layer', 'nope'], /no layer "nope"/],
  ['no layer named', ['compare', model, input, reference], /--layer is missing; usage: /],
  [
    'an input with another number of features',
    ['trace', model, reference, ...layer, '--out', 'OUT'],
    /takes samples × 302 × 1 .*, but the input is 1 × 302 × 30/,
  ],
  [
    'a reference of another shape',
    ['compare', model, input, input, ...layer, '--sample', '3'],
    /1 × 302 × 30, the reference 1 × 302 × 1/,
  ],
  [
    'more samples than the reference has',
    ['compare', model, input, reference, ...layer],
    /120 samples.*575.*--samples 0:120/,
  ],
  [
    'a sample that is not there',
    ['compare', model, input, reference, ...layer, '--sample', '300'],
    /sunspots-h\.npy has no sample 300: its samples are 0 to 119/,
  ],
  [
    'a series that the layer does not have',
    ['trace', model, input, ...layer, '--series', 'z', '--out', 'OUT'],
    /no series "z"; it has i, f, g, o, c, h/,
  ],
  [
    'a sample that is no number',
    ['trace', model, input, ...layer, '--sample', 'x', '--out', 'OUT'],
    /takes a number/,
  ],
  [
    'an unknown type',
    ['trace', model, input, ...layer, '--dtype', 'half', '--out', 'OUT'],
    /float32 or float64/,
  ],
  ['a missing word', ['trace', model, ...layer, '--out', 'OUT'], /missing; usage: gatelab trace/],
];

for (const [title, words, line] of wrongCalls) {
  it(`gatelab with ${title}: exit code 1, one line on stderr, nothing written`, async () => {
    const out = join(folder, 'out.npz');
    const {
      code,
      err,
      out: printed,
    } = await callMain(...words.map((word) => (word === 'OUT' ? out : String(word))));
    assert.equal(code, 1);
    assert.match(err, /^gatelab: [^\n]+\n$/);
    assert.match(err, line);
    assert.equal(printed, '');
    assert.deepEqual(readdirSync(folder), []);
  });
}

it('gatelab summary of a truncated .h5 names the file in one line', async () => {
  const cut = join(folder, 'cut.h5');
  writeFileSync(cut, readFileSync(model).subarray(0, 20_000));
  const { code, err } = await callMain('summary', cut);
  assert.equal(code, 1);
  assert.match(err, /^gatelab: [^\n]*cut\.h5[^\n]+\n$/);
});
