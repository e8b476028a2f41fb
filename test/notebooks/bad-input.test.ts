import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isolatedJupyter } from '../browser/lab.js';
import { makeNotebook } from '../browser/notebook-page.js';
import { nbconvert } from './nbconvert.js';
import { readCells, tutorials } from './tutorial.js';

const open = `await openModel('${tutorials}data/sunspots-keras2.h5')`;

/** Cells that must fail with one sentence, and the words it must hold. */
const wrong: [cell: string, sentence: RegExp][] = [
  [`await openModel('cut.h5')`, /cut\.h5/],
  [`(${open}).layer('nope')`, /no layer "nope"; it has .*test_layer/],
  [
    `(${open}).layer('test_layer').trace({ data: new Float32Array(604), shape: [302, 2] })`,
    /takes samples × 302 × 1 .* the input is 302 × 2/,
  ],
  [
    `compare((${open}).layer('test_layer').trace({ data: new Float32Array(302), shape: [302, 1] }).h, [[1, 2]])`,
    /302 × 30, the reference 1 × 2/,
  ],
];

it('bad input in a cell gives one clear sentence each, and the kernel lives on', async function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-bad-'));
  try {
    const whole = readFileSync(join(tutorials, 'data', 'sunspots-keras2.h5'));
    writeFileSync(join(folder, 'cut.h5'), whole.subarray(0, 20_000));
    const path = join(folder, 'bad.ipynb');
    const cells = ['const kept = 41;', ...wrong.map(([cell]) => cell), 'kept + 1'];
    writeFileSync(path, JSON.stringify(makeNotebook(cells)));
    const env = isolatedJupyter(folder);
    await nbconvert(path, env, '--allow-errors', '--to', 'notebook', '--inplace');
    const outputs = readCells(path).map((cell) => cell.outputs ?? []);
    wrong.forEach(([cell, sentence], k) => {
      const [only, ...more] = outputs[k + 1]!;
      assert.equal(only?.output_type, 'error', cell);
      assert.deepEqual(more, []);
      assert.match(only.evalue!, sentence);
      assert.doesNotMatch(only.evalue!, /\n/);
    });
    assert.equal([outputs.at(-1)![0]?.data?.['text/plain']].flat().join(''), '42');
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
