import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { openModelFile } from '../../../src/model/open-model-file.js';
import { openBytes, sampleBytes } from './samples.js';
import { hdf5Of } from './large-files.js';
import { makeZip } from './make-zip.js';
import { repairSums } from './repair-sums.js';

const ascii = (text: string) => Buffer.from(text, 'latin1');

/** A `.pt` whose pickle is this program. */
function pickled(program: string) {
  return makeZip([{ name: 'archive/data.pkl', data: ascii(program) }]);
}

describe('openModelFile(path) of hostile pickles', () => {
  // pickletools shows each as a call of os.system('touch …') or its like, in another of the ways a pickle can call.
  const programs = {
    'GLOBAL and REDUCE': "cos\nsystem\n(S'x'\ntR.",
    'GLOBAL, BINUNICODE and REDUCE': '\x80\x02cposix\nsystem\nX\x01\x00\x00\x00x\x85R.',
    STACK_GLOBAL: '\x80\x04\x8c\x05posix\x8c\x06system\x93\x8c\x01x\x85R.',
    NEWOBJ: '\x80\x02csubprocess\nPopen\nX\x01\x00\x00\x00x\x85\x81.',
    INST: "(S'x'\nios\nsystem\n.",
    OBJ: "(cos\nsystem\nS'x'\no.",
    'BUILD after builtins.eval': '\x80\x02cbuiltins\neval\nX\x01\x00\x00\x001\x85R}b.',
    'an extension code': '\x80\x02\x82\x01.',
    'a persistent id': 'Pos.system\n.',
  };
  for (const [way, program] of Object.entries(programs)) {
    it(`refuses ${way}`, async () => {
      await assert.rejects(
        openBytes('PyTorch', pickled(program)),
        /^\w*Error: test\/fixtures.*(refused|only plain state dicts|cannot read)/,
      );
    });
  }

  it('names the function that a pickle wants to call, and the way out', async () => {
    const program = programs['GLOBAL, BINUNICODE and REDUCE'];
    await assert.rejects(
      openBytes('PyTorch', pickled(program)),
      /wants to call posix\.system.*torch\.save\(model\.state_dict\(\), path\)/,
    );
  });

  it('refuses a tensor that reaches beyond its storage', async () => {
    const bytes = Buffer.from(sampleBytes('PyTorch'));
    // BININT2 of a row count, 16, becomes 255: shapes are checked against the storage.
    const at = bytes.indexOf(Buffer.from([0x4b, 16, 0x4b, 3]));
    assert.ok(at > 0);
    bytes[at + 1] = 255;
    await assert.rejects(openBytes('PyTorch', repairSums(bytes)), /reaches beyond its storage/);
  });
});

describe('openModelFile(path) of bombs', () => {
  it('refuses a zip entry that claims to unpack a thousandfold', async () => {
    const packed = deflateRawSync(Buffer.alloc(2 ** 20));
    const entry = { name: 'lstm/kernel.npy', data: packed, method: 8, size: 2 ** 31 };
    await assert.rejects(openBytes('.npz', makeZip([entry])), /zip bomb/);
  });

  it('refuses a zip entry that unpacks to more than it claims', async () => {
    const packed = deflateRawSync(Buffer.alloc(2 ** 26));
    const entry = { name: 'lstm/kernel.npy', data: packed, method: 8, size: 100 };
    await assert.rejects(openBytes('.npz', makeZip([entry])), /cannot be unpacked|another size/);
  });

  it('refuses shapes that the file cannot hold, before it takes memory', async () => {
    const header = "{'descr': '<f8', 'fortran_order': False, 'shape': (100000, 100000), }";
    const npy = Buffer.concat([
      ascii('\x93NUMPY\x01\x00'),
      Buffer.from([header.length, 0]),
      ascii(header),
    ]);
    await assert.rejects(
      openBytes('.npz', makeZip([{ name: 'kernel.npy', data: npy }])),
      /declares the shape \(100000, 100000\) but holds 0 elements/,
    );
    const tensors = { w: { dtype: 'F32', shape: [2 ** 40], data_offsets: [0, 2 ** 42] } };
    await assert.rejects(
      openBytes('safetensors', safetensorsOf(tensors)),
      /does not fit its place/,
    );
  });
});

describe('openModelFile(path) of safetensors that do not fit their own format', () => {
  const tensor = (begin: number, end: number) => ({
    dtype: 'U8',
    shape: [end - begin],
    data_offsets: [begin, end],
  });
  const wrong = {
    'tensors that overlap': [
      { a: tensor(0, 3), b: tensor(2, 4) },
      /'b' overlaps the tensor before/,
    ],
    'a gap': [{ a: tensor(0, 1), b: tensor(2, 4) }, /'b' leaves a gap before it/],
    'a gap at the beginning': [{ a: tensor(1, 4) }, /'a' leaves a gap before it/],
    'bytes behind the last': [{ a: tensor(0, 3) }, /1 bytes at its end belong to no tensor/],
    'a name given twice': [
      '{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"\\u0061":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
      /it names the tensor 'a' twice/,
    ],
  } as const;
  for (const [what, [header, message]] of Object.entries(wrong)) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(openBytes('safetensors', safetensorsOf(header)), message);
    });
  }
});

describe('openModelFile(path) with the config of another model', () => {
  const folder = 'test/fixtures';
  const message =
    /by its config a weight of layer '\w+' is .* × .*, but it is .*; is it the config of this file\?/;

  it('says that weights and config do not belong together', async () => {
    const config = `${folder}/keras3/gru-in-weights.json`;
    const file = `${folder}/keras3/lstm-in-weights.weights.h5`;
    await assert.rejects(
      openModelFile(file, { config }),
      /no weights for the layer 'gru_12' of the config; is it the config of this file\?/,
    );
  });

  it('says so of a config of seven units for four', async () => {
    const layer = { class_name: 'LSTM', config: { name: 'test_layer', units: 7 } };
    const config = { class_name: 'Sequential', config: { layers: [layer] } };
    const file = `${folder}/keras2/lstm-in-weights-weights.h5`;
    await assert.rejects(openModelFile(file, { config }), message);
  });
});

describe('openModelFile(path) of weights of Keras 0', () => {
  it('says what they are and what to do', async () => {
    const bytes = await hdf5Of((file) => {
      file.create_attribute('nb_layers', 1);
      file.create_group('layer_0');
      file.create_dataset({ name: 'layer_0/param_0', data: new Float32Array(12), shape: [3, 4] });
    });
    await assert.rejects(
      openBytes('Keras 1 HDF5', bytes),
      /weights of Keras 0, which only numbered its layers/,
    );
  });
});

describe('openModelFile(path) and names from outside', () => {
  it('lets no key called __proto__ through', async () => {
    const json =
      '{"__proto__":{"polluted":1},"w":{"__proto__":{"shape":[9]},"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
    const model = await openBytes('safetensors', safetensorsOf(json));
    assert.deepEqual(model.layers[0]?.weights[0]?.shape, [1]);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('reads no file outside the folder of the model', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gatelab-'));
    const manifest = [{ paths: ['../../etc/passwd'], weights: [] }];
    const topology = { class_name: 'Sequential', config: [] };
    const path = join(folder, 'model.json');
    writeFileSync(path, JSON.stringify({ modelTopology: topology, weightsManifest: manifest }));
    await assert.rejects(openModelFile(path), /outside of this folder; refused/);
    rmSync(folder, { recursive: true });
  });
});

function safetensorsOf(header: object | string): Uint8Array {
  const text = ascii(typeof header === 'string' ? header : JSON.stringify(header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([size, text, Buffer.alloc(4)]);
}
