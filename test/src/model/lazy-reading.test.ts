import assert from 'node:assert/strict';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { filesBeside } from '../../../src/files/folder.js';
import { openModelSource } from '../../../src/model/open-model-file.js';
import { countingSource } from './counting-source.js';
import { makeZip } from './make-zip.js';

/** A safetensors file of about 100 MB, most of it one LSTM that nobody asks for. */
function largeSafetensors(): Uint8Array {
  const names = [
    ['big.weight_ih_l0', [4 * 2500, 600]],
    ['big.weight_hh_l0', [4 * 2500, 2500]],
    ['small.weight_ih_l0', [4 * 2, 3]],
    ['small.weight_hh_l0', [4 * 2, 2]],
  ] as const;
  const header: Record<string, unknown> = {};
  let at = 0;
  for (const [name, shape] of names) {
    const size = shape[0] * shape[1] * 4;
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + size] };
    at += size;
  }
  const text = Buffer.from(JSON.stringify(header));
  const start = Buffer.alloc(8);
  start.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([start, text, Buffer.alloc(at)]);
}

describe('openModelFile(path) of a large file', () => {
  const beside = filesBeside('.');

  it('reads only the header, and then only the weights that are asked for', async () => {
    const bytes = largeSafetensors();
    assert.ok(bytes.length > 100e6);
    const source = countingSource(bytesSource('large.safetensors', bytes));
    const model = await openModelSource(source, beside);
    assert.ok(source.bytesRead() < 2000, `${source.bytesRead()} bytes for the header`);
    const small = model.layers.find(({ name }) => name === 'small.l0');
    for (const weight of small!.weights) weight.read();
    assert.ok(source.bytesRead() < 3000, `${source.bytesRead()} bytes with a small layer`);
    model.close();
  });

  it('reads only the layer asked for within a zip, too', async () => {
    const part = (name: string, floats: number, shape: string) => {
      const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape}), }`;
      const head = Buffer.concat([
        Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
        Buffer.from([text.length, 0]),
      ]);
      return {
        name: `${name}.npy`,
        data: Buffer.concat([head, Buffer.from(text), Buffer.alloc(4 * floats)]),
      };
    };
    const zip = makeZip([
      part('big/kernel', 25_000_000, '2500, 10000'),
      part('small/kernel', 24, '3, 8'),
      part('small/recurrent_kernel', 16, '2, 8'),
      part('small/bias', 8, '8,'),
    ]);
    const source = countingSource(bytesSource('large.npz', zip));
    const model = await openModelSource(source, beside);
    const small = model.layers.find(({ name }) => name === 'small');
    assert.equal(small?.className, 'LSTM');
    for (const weight of small.weights) weight.read();
    // The end of a zip is searched within the 64 kB that its comment may have.
    assert.ok(source.bytesRead() < 70_000, `${source.bytesRead()} bytes`);
    model.close();
  });
});
