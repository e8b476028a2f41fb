import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadFileError } from '../../../src/errors.js';
import { openFileSource } from '../../../src/files/file-source.js';
import { openModelFile } from '../../../src/model/open-model-file.js';

const fixtures = 'test/fixtures';

describe('Files that a model names, and what a path may lead to', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const inside = (...names: string[]) => join(folder, ...names);

  it('refuses named pipes and devices before opening them, which would wait for ever', async () => {
    execFileSync('mkfifo', [inside('pipe.h5')]);
    for (const path of [inside('pipe.h5'), '/dev/zero', '/dev/tty']) {
      assert.throws(() => openFileSource(path), /no plain file but a folder, pipe or device/);
      await assert.rejects(openModelFile(path), BadFileError);
    }
  });

  it('refuses a shard that is a pipe', async () => {
    cpSync(`${fixtures}/tfjs/lstm-uint8`, folder, { recursive: true });
    rmSync(inside('group1-shard1of1.bin'));
    execFileSync('mkfifo', [inside('group1-shard1of1.bin')]);
    await assert.rejects(
      openModelFile(inside('model.json')),
      /shard1of1\.bin: it is no plain file/,
    );
  });

  it('follows no link out of the folder of the model', async () => {
    mkdirSync(inside('model'));
    cpSync(`${fixtures}/tfjs/lstm-uint8`, inside('model'), { recursive: true });
    writeFileSync(inside('secret'), Buffer.alloc(1000));
    const shard = inside('model', 'group1-shard1of1.bin');
    rmSync(shard);
    symlinkSync('../secret', shard);
    await assert.rejects(openModelFile(inside('model', 'model.json')), (error: BadFileError) => {
      assert.match(error.message, /'group1-shard1of1\.bin' is outside of this folder; refused/);
      assert.equal(error.reason, 'unsafe');
      return true;
    });
  });

  it('follows links within the folder, and those of a cache that keeps its files beside each other', async () => {
    for (const name of ['blobs', 'snapshot', 'model']) mkdirSync(inside(name));
    cpSync(`${fixtures}/onnx/lstm-external.onnx`, inside('blobs', 'a1'));
    cpSync(`${fixtures}/onnx/lstm-external.bin`, inside('blobs', 'b2'));
    symlinkSync('../blobs/a1', inside('snapshot', 'lstm-external.onnx'));
    symlinkSync('../blobs/b2', inside('snapshot', 'lstm-external.bin'));
    cpSync(`${fixtures}/onnx/lstm-external.onnx`, inside('model', 'lstm-external.onnx'));
    cpSync(`${fixtures}/onnx/lstm-external.bin`, inside('model', 'other.bin'));
    symlinkSync('other.bin', inside('model', 'lstm-external.bin'));
    for (const where of ['snapshot', 'model']) {
      const model = await openModelFile(inside(where, 'lstm-external.onnx'));
      for (const layer of model.layers) for (const weight of layer.weights) weight.read();
      model.close();
    }
  });

  it('leaves no descriptor open on any way out', async () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const samples = {
      'cut.pt': 'torch/lstm.pt',
      'cut.safetensors': 'torch/lstm-safetensors.safetensors',
      'cut.keras': 'keras3/lstm-last.keras',
      'cut.h5': 'keras2/lstm-last.h5',
      'cut.onnx': 'onnx/lstm.onnx',
      'cut.npz': 'torch/lstm-npz-weights.npz',
      'model.json': 'tfjs/lstm-uint8/model.json',
      'cut.index': 'tensorflow/v1-lstm/model.ckpt.index',
    };
    for (const [name, sample] of Object.entries(samples)) {
      cpSync(join(fixtures, sample), inside(name));
      if (name !== 'model.json') truncateSync(inside(name), 100);
    }
    const before = open();
    for (const name of Object.keys(samples)) {
      for (let n = 0; n < 5; n++) {
        await assert.rejects(openModelFile(inside(name)), `${name} is refused`);
      }
    }
    assert.equal(open(), before);
  });
});
