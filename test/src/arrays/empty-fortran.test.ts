import assert from 'node:assert/strict';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { readNpy } from '../../../src/arrays/npy.js';

it('readNpy reads an array without elements that is stored in Fortran order', () => {
  const header = "{'descr': '<f4', 'fortran_order': True, 'shape': (0, 2, 6, 1), }";
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, header.length, 0]);
  const array = readNpy(bytesSource('empty.npy', Buffer.concat([head, Buffer.from(header)])));
  assert.deepEqual(array.shape, [0, 2, 6, 1]);
  assert.equal(array.size, 0);
});
