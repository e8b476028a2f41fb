import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callMain } from './call-main.js';

const model = 'notebooks/data/sunspots-keras2.h5';
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-cli-'))));
afterEach(() => rmSync(folder, { recursive: true }));

it('gatelab verify says what holds and what the format cannot tell', async () => {
  const { code, out } = await callMain('verify', model);
  assert.equal(code, 0);
  assert.match(out, /^verified +8 weights of 4 layers \(5097 numbers\) are all there/m);
  assert.match(out, /^cannot tell +whether a weight was changed: the file keeps no checksums/m);
  const { out: json } = await callMain('verify', model, '--json');
  assert.equal((JSON.parse(json) as { verified: string[] }).verified.length, 2);
});

it('gatelab verify ends with 1 and one line for a file whose checksum does not hold', async () => {
  const bytes = readFileSync('test/fixtures/keras3/lstm-last.keras');
  const path = join(folder, 'flipped.keras');
  bytes[9000]! ^= 0x40;
  writeFileSync(path, bytes);
  const { code, err } = await callMain('verify', path);
  assert.equal(code, 1);
  assert.match(
    err,
    /^gatelab: .*flipped\.keras\/model\.weights\.h5: its bytes do not have the checksum.*\n$/,
  );
});
