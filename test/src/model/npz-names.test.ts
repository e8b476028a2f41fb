import assert from 'node:assert/strict';
import { torchName } from '../../../src/model/npz/torch-names.js';
import { openModelSource } from '../../../src/model/open-model-file.js';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { filesBeside } from '../../../src/files/folder.js';
import { makeZip } from './make-zip.js';

/** An .npy file of zeros. */
function npy(shape: readonly number[]): Uint8Array {
  const head = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const text = head.padEnd(117) + '\n';
  const size = shape.reduce((a, b) => a * b, 1) * 4;
  return Buffer.concat([
    Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length, 0]),
    Buffer.from(text, 'latin1'),
    Buffer.alloc(size),
  ]);
}

function open(arrays: Readonly<Record<string, readonly number[]>>) {
  const parts = Object.entries(arrays).map(([name, shape]) => ({
    name: `${name}.npy`,
    data: npy(shape),
  }));
  return openModelSource(bytesSource('arrays.npz', makeZip(parts)), filesBeside('.'));
}

describe('An .npz of arrays', () => {
  it('is a recurrent layer by the names of its arrays, as people shorten them', async () => {
    const gru = { w_ih: [12, 3], w_hh: [12, 4], b_ih: [12], b_hh: [12] };
    const named = Object.entries(gru).map(([name, shape]) => [`enc_${name}`, shape] as const);
    const file = await open(Object.fromEntries(named));
    assert.deepEqual(
      file.layers.map(({ name, className }) => [name, className]),
      [['enc', 'torch.GRUCell']],
    );
    assert.equal(torchName('W_hh_l1_reverse'), 'weight_hh_l1_reverse');
    assert.equal(torchName('rnn.bias_ih_l0'), 'rnn.bias_ih_l0');
    assert.equal(torchName('w1'), undefined);
  });

  it('is refused where names tell nothing, whatever the shapes would suit', async () => {
    for (const arrays of [
      { w1: [3, 16], w2: [4, 16], b1: [16] },
      { values: [3, 12], times: [3, 12] },
      { kernel: [3, 16], bias: [16] },
    ]) {
      await assert.rejects(open(arrays), /arrays\.npz: its arrays .* are not named as the weights/);
    }
  });
});
