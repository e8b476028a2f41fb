import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asNdArray, readArray, saveArray } from '../../../src/index.js';

describe('saveArray(path, arrays)', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-save-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('writes what readArray reads back, of every type, views in C order', async () => {
    const kinds = [Float32Array, Float64Array, Int8Array, Int16Array, Int32Array, Uint8Array, Uint16Array, Uint32Array]; // prettier-ignore
    for (const Kind of kinds) {
      const array = asNdArray({ data: Kind.of(1, 2, 3, 4, 5, 6), shape: [2, 3] });
      for (const ending of ['npy', 'npz']) {
        const path = join(folder, `${Kind.name}.${ending}`);
        await saveArray(path, array.T);
        const read = await readArray(path);
        assert.equal(read.dtype, array.dtype);
        assert.deepEqual(read.toArray(), [[1, 4], [2, 5], [3, 6]]); // prettier-ignore
      }
    }
  });

  it('writes named arrays, arrays without axes and empty ones', async () => {
    const path = join(folder, 'all.npz');
    await saveArray(path, { X: [[1, 2]], one: asNdArray([[7]]).pick(0, 0), none: [] });
    assert.deepEqual((await readArray(path, { dataset: 'X' })).toArray(), [[1, 2]]);
    assert.equal(Number(await readArray(path, { dataset: 'one' })), 7);
    assert.deepEqual((await readArray(path, { dataset: 'none' })).shape, [0]);
  });

  it('writes the same bytes as NumPy', async () => {
    const path = join(folder, 'float32.npy');
    const fixture = 'test/fixtures/arrays/float32.npy';
    await saveArray(path, await readArray(fixture));
    assert.deepEqual(readFileSync(path), readFileSync(fixture));
  });

  it('replaces regular files only, and leaves nothing half-written', async () => {
    const path = join(folder, 'h.npy');
    writeFileSync(path, 'old');
    await assert.rejects(saveArray(path, 'x' as never), TypeError);
    await assert.rejects(saveArray(path, { data: [1], shape: [2] }), /takes 2 values/);
    assert.equal(readFileSync(path, 'utf8'), 'old');
    await saveArray(path, [1]);
    assert.deepEqual((await readArray(path)).toArray(), [1]);
    await assert.rejects(saveArray(join(folder, 'no', 'h.npy'), [1]), {
      name: 'BadFileError',
      reason: 'unwritable',
      message: /h\.npy cannot be written: the folder .* does not exist/,
    });
    await assert.rejects(saveArray(join(folder, 'h.csv'), [1]), /saved as \.npy or \.npz/);
    await assert.rejects(saveArray(path, { h: [1] }), /one array without a name/);
    assert.deepEqual(readdirSync(folder), ['h.npy']);
  });

  it('refuses to replace what is no regular file', async () => {
    mkdirSync(join(folder, 'folder.npz'));
    await assert.rejects(saveArray(join(folder, 'folder.npz'), [1]), {
      reason: 'unsafe',
      message: /folder\.npz cannot be written: it is a folder/,
    });
  });
});
