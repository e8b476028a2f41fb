import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { NpzWriter } from '../../../src/arrays/npz-writer.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-npz-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const entries = [
  { name: 'f', dtype: 'float64', shape: [2, 3] },
  { name: 'h', dtype: 'float32', shape: [2] },
] as const;

it('NpzWriter takes blocks of several arrays in turn and gives the file its name at the end', () => {
  const path = join(folder, 'out.npz');
  const writer = new NpzWriter(path, entries);
  writer.append('f', Float64Array.of(1, 2, 3));
  writer.append('h', Float32Array.of(7, 8));
  assert.ok(!existsSync(path));
  writer.append('f', Float64Array.of(4, 5, 6));
  writer.finish();
  assert.deepEqual(readdirSync(folder), ['out.npz']);
  const bytes = readFileSync(path);
  const start = bytes.indexOf('\x93NUMPY', 0, 'latin1');
  const header = 10 + bytes.readUInt16LE(start + 8);
  assert.equal(header % 64, 0);
  const stored = Uint8Array.from(bytes.subarray(start + header, start + header + 48));
  const values = new Float64Array(stored.buffer);
  assert.deepEqual([...values], [1, 2, 3, 4, 5, 6]);
  assert.equal(bytes.readUInt32LE(14), crc32(bytes.subarray(start, start + header + 48)));
});

it('NpzWriter.discard() leaves nothing behind', () => {
  const writer = new NpzWriter(join(folder, 'out.npz'), entries);
  writer.append('h', Float32Array.of(7, 8));
  writer.discard();
  assert.deepEqual(readdirSync(folder), []);
});

it('NpzWriter refuses too many numbers, too few, another type and an unknown name', () => {
  const writer = new NpzWriter(join(folder, 'out.npz'), entries);
  writer.append('h', Float32Array.of(7, 8));
  assert.throws(() => writer.append('h', Float32Array.of(9)), /longer than its shape/);
  assert.throws(() => writer.append('f', Float32Array.of(9)), /is float64, not float32/);
  assert.throws(() => writer.append('g', Float32Array.of(9)), /no array "g"/);
  assert.throws(() => writer.finish(), /"f".*was not filled/);
  writer.discard();
});
