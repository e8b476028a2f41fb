import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArray } from '../../../src/arrays/read-array.js';
import { crc32c } from '../../../src/files/crc32c.js';
import { hdf5Of } from './large-files.js';
import { makeZip } from './make-zip.js';
import { openBytes, sampleBytes, type SampleName } from './samples.js';

/** The bytes of a sample with one bit changed, the same number of bytes before the end of some part of it. */
function withBitChanged(name: SampleName, at: number): Uint8Array {
  const bytes = sampleBytes(name);
  bytes[at]! ^= 0x40;
  return bytes;
}

/** Where the last bytes of an entry of a stored zip stand. */
function insideEntry(bytes: Uint8Array, entry: string, fromEnd: number): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  // The directory stands behind all entries, and says what a local header may leave out.
  const central = text.lastIndexOf(entry) - 46;
  const at = view.getUint32(central + 42, true);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return start + view.getUint32(central + 20, true) - fromEnd;
}

const damaged = /does not have the checksum|do not have the checksum/;

describe('openModelFile(path) and the checksums that files keep', () => {
  const entries = {
    'Keras 3 .keras': 'model.weights.h5',
    'Keras 2 .keras': 'model.weights.h5',
    '.npz': 'weight_hh_l0.npy',
    PyTorch: 'lstm-strided/data/0',
    TorchScript: 'script/data/0',
  } as const;
  for (const [name, entry] of Object.entries(entries) as [SampleName, string][]) {
    it(`refuses a changed weight in a ${name} file, by the zip's CRC-32`, async () => {
      const at = insideEntry(sampleBytes(name), entry, 6);
      await assert.rejects(openBytes(name, withBitChanged(name, at)), damaged);
    });
  }

  it('refuses a changed byte anywhere in the config of a .keras file', async () => {
    const name = 'Keras 3 .keras';
    for (let fromEnd = 1; fromEnd < 1500; fromEnd += 97) {
      const at = insideEntry(sampleBytes(name), 'config.json', fromEnd);
      await assert.rejects(openBytes(name, withBitChanged(name, at)), damaged);
    }
  });

  it('takes a .pt file saved without checksums (set_crc32_options(False)), whose sums are all zero', async () => {
    const bytes = sampleBytes('PyTorch');
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let at = 0; at + 46 < bytes.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 16, 0, true);
    }
    await openBytes('PyTorch', bytes);
  });

  it('refuses a zip with two entries of one name', async () => {
    const entry = { name: 'kernel.npy', data: new Uint8Array(10) };
    await assert.rejects(openBytes('.npz', makeZip([entry, entry])), /two entries 'kernel\.npy'/);
  });

  it('refuses a changed weight of a TensorFlow checkpoint, by its CRC-32C', async () => {
    for (const name of ['TensorFlow, the data', 'SavedModel, the data'] as const) {
      await assert.rejects(openBytes(name, withBitChanged(name, 10)), damaged);
    }
  });

  it("refuses a changed byte in any block of a checkpoint's index", async () => {
    for (const name of ['TensorFlow', 'TensorFlow, slices', 'SavedModel, the index'] as const) {
      // The footer of 48 bytes has no checksum, but leads to blocks that have one.
      const end = sampleBytes(name).length - 48;
      for (let at = 0; at < end; at += 5) {
        await assert.rejects(openBytes(name, withBitChanged(name, at)), `${name} at ${at}`);
      }
    }
  });

  it("knows RFC 3720's examples of CRC-32C", () => {
    const counted = Uint8Array.from({ length: 32 }, (_, n) => n);
    assert.equal(crc32c(new Uint8Array(32)), 0x8a9136aa);
    assert.equal(crc32c(new Uint8Array(32).fill(0xff)), 0x62a8ab43);
    assert.equal(crc32c(counted), 0x46dd794e);
    assert.equal(crc32c(counted.toReversed()), 0x113fdb5c);
    assert.equal(crc32c(new TextEncoder().encode('123456789')), 0xe3069283);
  });
});

describe('readArray(path) and the checksums that files keep', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('refuses a changed array of an .npz, stored or packed', async () => {
    for (const name of ['stored', 'packed']) {
      const bytes = readFileSync(`test/fixtures/arrays/${name}.npz`);
      const entry = name === 'stored' ? 'X.npy' : 'only.npy';
      bytes[insideEntry(bytes, entry, 6)]! ^= 0x40;
      writeFileSync(join(folder, `${name}.npz`), bytes);
      const dataset = entry.slice(0, -4);
      await assert.rejects(
        readArray(join(folder, `${name}.npz`), { dataset }),
        /checksum|cannot be unpacked|another size/,
      );
    }
  });

  it('gives the values or refuses, whichever byte of a dataset with Fletcher-32 sums is changed', async () => {
    const whole = readFileSync('test/fixtures/arrays/latest.h5');
    const path = join(folder, 'changed.h5');
    const right = [
      ...(await readArray('test/fixtures/arrays/latest.h5', { dataset: 'packed' })).data,
    ];
    let refused = 0;
    for (let at = 0; at < whole.length; at += 37) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 0x40;
      writeFileSync(path, bytes);
      const found = await readArray(path, { dataset: 'packed' }).catch(() => undefined);
      if (found === undefined) refused++;
      else assert.deepEqual([...found.data], right, `byte ${at}`);
    }
    assert.ok(refused > 10, `${refused} refused`);
  });
});

describe('openModelFile(path) of text that is no UTF-8', () => {
  const broken = (text: string) => Buffer.from(text, 'latin1');

  it('refuses a config with a broken byte, whose key would otherwise be another one', async () => {
    const config = broken(
      '{"class_name": "Sequential", "config": {"layers": [{"class_name": "LSTM", "config": {"go_backward\xf3": true}}]}}',
    );
    const metadata = Buffer.from('{"keras_version": "3.5.0"}');
    const weights = await hdf5Of(() => undefined);
    const zip = makeZip([
      { name: 'config.json', data: config },
      { name: 'metadata.json', data: metadata },
      { name: 'model.weights.h5', data: weights },
    ]);
    await assert.rejects(openBytes('Keras 3 .keras', zip), /config\.json: its text is no UTF-8/);
  });

  it('refuses one in the config attribute of an HDF5 file', async () => {
    const bytes = sampleBytes('Keras 2 HDF5');
    const at = Buffer.from(bytes.buffer).indexOf('recurrent_activation');
    assert.ok(at > 0);
    bytes[at + 3] = 0xe3;
    await assert.rejects(openBytes('Keras 2 HDF5', bytes), /'model_config': its text is no UTF-8/);
  });

  it('refuses one in a header of safetensors, in a model.json and in a map of shards', async () => {
    for (const [name, word] of [
      ['safetensors', 'weight_ih_l0'],
      ['TensorFlow.js', 'recurrent_activation'],
      ['Keras 3 sharded weights, the map', 'weight_map'],
    ] as const) {
      const bytes = sampleBytes(name);
      const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(word);
      assert.ok(at > 0, name);
      bytes[at + 3] = 0xe3;
      await assert.rejects(openBytes(name, bytes), /its text is no UTF-8/, name);
    }
  });

  it('refuses one in a name of a pickle', async () => {
    const data = Buffer.from('\x80\x02}X\x01\x00\x00\x00\xe3K\x01s.', 'latin1');
    const zip = makeZip([{ name: 'archive/data.pkl', data }]);
    await assert.rejects(openBytes('PyTorch', zip), /a name in its pickle: its text is no UTF-8/);
  });
});
