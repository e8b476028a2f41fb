import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { maxDifference } from '../../src/max-difference.js';
import { callMain } from './call-main.js';

// Loaded as the commands load it, so that both share one libhdf5.
const { readArray, saveArray } = await import('../../../src/index.js');

describe('the command line on a model of several inputs, named or in order', () => {
  const fixtures = 'test/fixtures/keras3';
  const shared = `${fixtures}/shared.keras`;
  const stored = (dataset: string) =>
    readArray(`${fixtures}/keras3-model-shared-in-keras-shared-1.npz`, { dataset });
  let files: Record<'a' | 'b' | 'h', string>;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-cli-'));
    files = { a: join(folder, 'a.npy'), b: join(folder, 'b.npy'), h: join(folder, 'h.npy') };
    await saveArray(files.a, await stored('X0'));
    await saveArray(files.b, await stored('X1'));
    await saveArray(files.h, await stored('output'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gatelab predict writes what Keras predicts, as .npy or by name as .npz', async () => {
    const out = join(folder, 'y.npy');
    const inOrder = ['predict', shared, files.a, '--input', files.b, '--batch-size', '1'];
    const done = await callMain(...inOrder, '--out', out);
    assert.deepEqual([done.code, done.err], [0, '']);
    assert.ok(maxDifference(await readArray(out), await stored('predict0')) < 1e-6);
    const named = ['predict', shared, `b=${files.b}`, '--input', `a=${files.a}`];
    const npz = join(folder, 'y.npz');
    assert.equal((await callMain(...named, '--out', npz)).code, 0);
    assert.ok(maxDifference(await readArray(npz), await stored('predict0')) < 1e-6);
  });

  it('gatelab trace and compare take them by name', async () => {
    const inputs = [`b=${files.b}`, '--input', `a=${files.a}`, '--layer', 'shared#1'];
    const out = join(folder, 'trace.npz');
    assert.equal((await callMain('trace', shared, ...inputs, '--out', out)).code, 0);
    const output = await readArray(out, { dataset: 'output' });
    assert.ok(maxDifference(output, await stored('output64')) < 1e-12);
    const compared = await callMain('compare', shared, inputs[0]!, files.h, ...inputs.slice(1));
    assert.match(compared.out, /^rounding/im);
  });

  it('gatelab predict says what does not fit', async () => {
    const out = ['--out', join(folder, 'y.npy')];
    const { err } = await callMain('predict', shared, `a=${files.a}`, '--input', files.b, ...out);
    assert.match(err, /Name all inputs or none: ".*b\.npy" has no NAME=; usage: gatelab predict/);
    const wrong = ['predict', shared, `a=${files.a}`, '--input', `z=${files.b}`, ...out];
    assert.match((await callMain(...wrong)).err, /shared\.keras takes the inputs a, b, but "z" is/);
    const more = ['predict', 'test/fixtures/keras3/two-ends.keras', files.a, '--input', files.b];
    assert.match((await callMain(...more, ...out)).err, /takes|outputs/);
  });
});
