import assert from 'node:assert/strict';
import { readArray } from '../../../src/arrays/read-array.js';
import type { BadFileError } from '../../../src/errors.js';
import { openModelFile } from '../../../src/model/open-model-file.js';
import { hdf5Of } from './large-files.js';
import { openBytes, sampleBytes } from './samples.js';

const folder = 'test/fixtures/hostile';

describe('HDF5 files that lead to others', () => {
  before(async () => {
    // A model that stays open: its weights are what the files below try to reach.
    await openModelFile('test/fixtures/keras2/lstm-last.h5');
  });

  for (const n of [0, 1, 2, 3]) {
    it(`refuses virtual dataset ${n}, which libhdf5 would fill with zeros or with another file`, async () => {
      await assert.rejects(
        readArray(`${folder}/virtual.h5`, { dataset: `virtual${n}` }),
        /virtual\.h5: the dataset '\/virtual\d' is put together from others/,
      );
    });
  }

  // Open files of others, files beside it, and devices: /dev/stdin would wait for the terminal.
  for (let n = 0; n < 7; n++) {
    it(`refuses elements stored in another file (${n}), and links into one`, async () => {
      await assert.rejects(
        readArray(`${folder}/external.h5`, { dataset: `stored${n}` }),
        /the dataset '\/stored\d' cannot be read/,
      );
      await assert.rejects(
        readArray(`${folder}/external.h5`, { dataset: `linked${n}` }),
        /it has no dataset '\/linked\d'/,
      );
    });
  }

  it('refuses a link to itself', async () => {
    await assert.rejects(readArray(`${folder}/external.h5`, { dataset: 'soft' }), /no dataset/);
  });
});

describe('HDF5 groups that lead back to themselves', () => {
  const circles = {
    'by hard links to themselves': ['links', "'/layers/x0' holds itself, as 'x0'"],
    'by a hard link to a group above': [
      'upwards',
      "'/layers/model/layers/lstm/up' holds itself, as 'layers/lstm/up'",
    ],
    'by soft links, round in a circle': ['circle', "'/layers/a/on' holds itself, as 'on'"],
  } as const;
  for (const [how, [name, what]] of Object.entries(circles)) {
    it(`are refused at once: ${how}`, async () => {
      await assert.rejects(openModelFile(`${folder}/${name}.weights.h5`), (error: BadFileError) => {
        assert.equal(error.reason, 'unsafe');
        assert.ok(error.message.includes(what), error.message);
        return true;
      });
    });
  }

  it('are told from models in models, whose paths repeat as well', async () => {
    const bytes = await hdf5Of((file) => {
      let at = '/layers';
      file.create_group(at);
      for (let depth = 0; depth < 3; depth++) {
        file.create_group((at += '/functional'));
        file.create_group((at += '/layers'));
      }
      file.create_group(`${at}/dense`);
      file.create_group(`${at}/dense/vars`);
      const data = new Float32Array(6);
      file.create_dataset({ name: `${at}/dense/vars/0`, data, shape: [2, 3] });
    });
    const { layers } = await openBytes('Keras 3 .weights.h5', bytes);
    assert.deepEqual(
      layers.map(({ name }) => name),
      ['functional/functional/functional/dense'],
    );
  });
});

describe('HDF5 datasets that are larger than their file', () => {
  it('are refused before memory is taken: a gigabyte of chunks that were never written', async () => {
    await assert.rejects(
      readArray(`${folder}/nothing.h5`),
      /nothing\.h5: the dataset '\/x' declares 1000000000 bytes, more than the file can hold/,
    );
  });

  it('are refused when they lie upon each other and add up: 160 times the same elements', async () => {
    const { layers } = await openModelFile(`${folder}/overlapping.weights.h5`);
    const weights = layers.flatMap((layer) => layer.weights);
    assert.equal(weights.length, 160);
    assert.equal(weights[9]!.read().data[5], 1);
    assert.throws(
      () => weights.forEach((weight) => weight.read()),
      /overlapping\.weights\.h5: it asks for \d+ MB from 324 kB; refused/,
    );
  });
});

describe('a heap of texts in an HDF5 file', () => {
  it('that is said to go on into other blocks is refused: libhdf5 would turn in circles there', async () => {
    const bytes = Buffer.from(sampleBytes('Keras 3 .weights.h5'));
    const heap = bytes.indexOf('GCOL');
    // It reads the first 4 kB, and then the rest, in which objects have no size.
    bytes.writeBigUInt64LE(9632n, heap + 8);
    await assert.rejects(openBytes('Keras 3 .weights.h5', bytes), /get (it|the file) anew/);
  });
});
