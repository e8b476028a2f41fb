import assert from 'node:assert/strict';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { filesBeside } from '../../../src/files/folder.js';
import { openModelSource } from '../../../src/model/open-model-file.js';
import type { Parts } from '../../../src/files/parts.js';
import { countingSource, type CountingSource } from './counting-source.js';
import type { ByteSource } from '../../../src/files/byte-source.js';
import { largeCheckpoint, largeHdf5, largeKeras, largeOnnx, largeTorch } from './large-files.js';
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

interface Counting {
  /** Files beside the opened one; then it is one of these that is counted. */
  readonly parts?: Parts;
  readonly name?: string;
  readonly counted?: CountingSource;
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

  /** Opens a model, then reads the small layer; counts the bytes of both steps. */
  async function bytesRead(
    source: ByteSource,
    { parts = beside, name = 'small', counted = countingSource(source) }: Counting,
  ): Promise<{ opening: number; reading: number }> {
    const model = await openModelSource(parts === beside ? counted : source, parts);
    const opening = counted.bytesRead();
    const small = model.layers.find((layer) => layer.name === name);
    for (const weight of small!.weights) weight.read();
    const reading = counted.bytesRead() - opening;
    model.close();
    return { opening, reading };
  }

  const whole = {
    'Keras HDF5': { make: largeHdf5, name: 'small' },
    PyTorch: { make: largeTorch, name: 'small.l0' },
  };
  for (const [format, { make, name }] of Object.entries(whole)) {
    it(`reads little of a ${format} file of 100 MB`, async function () {
      this.timeout(60_000);
      const bytes = await make();
      assert.ok(bytes.length > 100e6 - 1e6);
      const { opening, reading } = await bytesRead(bytesSource('large', bytes), { name });
      // libhdf5 reads blocks of 64 kB, and the end of a zip is searched within 64 kB.
      assert.ok(opening < 1e6, `${opening} bytes to open it`);
      assert.ok(reading < 3e5, `${reading} bytes for a small layer`);
    });
  }

  it('goes once through the weights of a .keras file for their checksum, when the first is asked for', async function () {
    this.timeout(60_000);
    const bytes = await largeKeras();
    const counted = countingSource(bytesSource('large.keras', bytes));
    const model = await openModelSource(counted, beside);
    assert.ok(counted.bytesRead() < 1e6, `${counted.bytesRead()} bytes to open it`);
    const [first, ...others] = model.layers.find(({ name }) => name === 'small')!.weights;
    const opening = counted.bytesRead();
    first!.read();
    const once = counted.bytesRead() - opening;
    assert.ok(once > 0.9 * bytes.length && once < 1.1 * bytes.length, `${once} bytes at first`);
    for (const weight of others) weight.read();
    assert.ok(counted.bytesRead() - opening - once < 3e5, 'little after that');
    model.close();
  });

  it('opens none of the external data of an ONNX model before it is asked for, and then only the tensor', async () => {
    const { model, data } = largeOnnx();
    const counted = countingSource(bytesSource('large.bin', data));
    const parts = { ...beside, open: () => counted };
    const { opening, reading } = await bytesRead(bytesSource('large.onnx', model), {
      parts,
      counted,
    });
    assert.ok(data.length > 100e6 - 1e6);
    assert.equal(opening, 0);
    assert.equal(reading, 4 * (24 + 16));
  });

  it("opens none of a TensorFlow checkpoint's data before it is asked for, and then only the variable", async () => {
    const { index, data } = largeCheckpoint();
    const counted = countingSource(bytesSource('large.data-00000-of-00001', data));
    const parts = { ...beside, open: () => counted };
    const { opening, reading } = await bytesRead(bytesSource('large.index', index), {
      parts,
      name: 'small/lstm_cell',
      counted,
    });
    assert.ok(data.length > 100e6 - 1e6);
    assert.equal(opening, 0);
    assert.equal(reading, 4 * (5 * 8 + 8));
  });
});
