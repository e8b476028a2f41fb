import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { openRows } from '../../../src/arrays/open-rows.js';
import { readArray } from '../../../src/index.js';

const path = fileURLToPath(new URL('../../../notebooks/data/sunspots-X.npy', import.meta.url));

it('openRows(path).take(from, to) is that part of readArray(path)', async () => {
  const [rows, whole] = [await openRows(path), await readArray(path)];
  assert.deepEqual(rows.shape, whole.shape);
  const part = rows.take(113, 115);
  assert.deepEqual(part.shape, [2, 302, 1]);
  assert.equal(part.data.length, 604);
  for (const t of [0, 150, 301]) assert.equal(part.get(1, t, 0), whole.get(114, t, 0));
  rows.close();
});
