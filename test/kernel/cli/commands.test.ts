import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NdArray } from '../../../src/index.js';
import { maxDifference } from '../../src/max-difference.js';
import { callMain } from './call-main.js';

const data = fileURLToPath(new URL('../../../notebooks/data/', import.meta.url));
const model = `${data}sunspots-keras2.h5`;
const input = `${data}sunspots-X.npy`;
const reference = `${data}sunspots-h.npy`;
const layer = ['--layer', 'test_layer'];

// Loaded as the commands load it, so that both share one libhdf5.
const { openModel, readArray } = await import('../../../src/index.js');
const { NpzWriter } = await import('../../../src/arrays/npz-writer.js');
const { toStorage } = await import('../../../src/ndarray/make.js');

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

it('gatelab compare takes a reference that holds just the sample asked for, with its sample axis or without', async () => {
  const H = await readArray(reference);
  for (const shape of [
    [1, 302, 30],
    [302, 30],
  ]) {
    const data = Float32Array.from({ length: 302 * 30 }, (_, k) =>
      H.get(114, Math.floor(k / 30), k % 30),
    );
    const h = join(folder, 'h.npy');
    writeNpy(h, data, shape);
    for (const sample of ['114', '400']) {
      const call = ['compare', model, input, h, ...layer, '--sample', sample, '--json'];
      const { code, err, out } = await callMain(...call);
      // Two means that they differ, so that a script does not take it for a match.
      assert.deepEqual([code, err], [sample === '114' ? 0 : 2, '']);
      const found = JSON.parse(out) as { maxAbs: number };
      assert.equal(found.maxAbs < 1e-6, sample === '114');
    }
  }
});

it('gatelab compare ends with a code of its own where nothing can be said', async () => {
  const [X, h] = [join(folder, 'x.npy'), join(folder, 'h.npy')];
  writeNpy(h, new Float32Array(302 * 30), [1, 302, 30]);
  writeNpy(X, new Float32Array(302).fill(NaN, 0, 1), [1, 302, 1]);
  const blind = await callMain('compare', model, X, h, ...layer, '--json');
  assert.deepEqual(
    [(JSON.parse(blind.out) as { verdict: string }).verdict, blind.code],
    ['undecided', 3],
  );
});

/** Writes a float32 array as NumPy does. */
function writeNpy(path: string, data: Float32Array, shape: readonly number[]): void {
  const said = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const header = said.padEnd(117) + '\n';
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]);
  writeFileSync(path, Buffer.concat([start, Buffer.from(header), Buffer.from(data.buffer)]));
}

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

it('gatelab trace --lengths --initial-state gives a stack the states and lengths that PyTorch was given', async () => {
  const fixtures = 'test/fixtures/torch';
  const name = 'stack-lstm-bidirectional-lengths-states';
  const stored = (dataset: string) => readArray(`${fixtures}/torch-${name}.npz`, { dataset });
  const files = { x: join(folder, 'x.npz'), states: join(folder, 'states.npz') };
  const write = (path: string, arrays: Record<string, NdArray>) => {
    const entries = Object.entries(arrays).map(([key, array]) => {
      return { name: key, dtype: 'float32' as const, shape: array.shape };
    });
    const writer = new NpzWriter(path, entries);
    for (const [key, array] of Object.entries(arrays))
      writer.append(key, toStorage(array, 'float32'));
    writer.finish();
  };
  write(files.x, { X: await stored('X') });
  write(files.states, { h0: await stored('h0'), c0: await stored('c0') });
  const out = join(folder, 'trace.npz');
  const words = [
    '--layer',
    'l1',
    '--initial-state',
    files.states,
    '--samples',
    '1:3',
    '--out',
    out,
  ];
  const call = ['trace', `${fixtures}/${name}.pt`, files.x, ...words];
  assert.equal((await callMain(...call, '--lengths', '5,2,3')).code, 0);
  const output = await readArray(out, { dataset: 'output' });
  assert.ok(maxDifference(output, (await stored('output64')).lo(1, 0, 0)) < 1e-6);
  const { code, err } = await callMain(...call, '--lengths', '5,2');
  const file = `${fixtures}/${name}.pt`;
  assert.deepEqual([code, err], [1, `gatelab: ${file}: There are 3 samples, but 2 lengths\n`]);
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
