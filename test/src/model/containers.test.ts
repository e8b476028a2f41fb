import assert from 'node:assert/strict';
import { compare, openModel, readArray } from '../../../src/index.js';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { filesBeside } from '../../../src/files/folder.js';
import { openModelSource } from '../../../src/model/open-model-file.js';
import { maxDifference } from '../max-difference.js';
import { arraysPath, containerFiles, containerFolder } from './container-files.js';

describe('Containers of arrays', () => {
  for (const one of containerFiles) {
    it(`${one.file}, ${one.what}, is read as data`, async () => {
      const { layer, config } = one;
      const model = await openModel(`${containerFolder}/${one.file}`, config ? { config } : {});
      const trace = model.layer(layer).trace(await readArray(arraysPath(one), { dataset: 'x' }));
      const output = await readArray(arraysPath(one), { dataset: 'output' });
      assert.ok(maxDifference(trace.output, output) < 1e-6);
      assert.equal(compare(trace.output, output).verdict, 'rounding');
      model.close();
    });
  }

  it('a pickle that wants to call something is refused by name', async () => {
    const call = Buffer.from(
      '\x80\x02cposix\nsystem\nq\x00X\x04\x00\x00\x00trueq\x01\x85q\x02Rq\x03.',
      'latin1',
    );
    await assert.rejects(
      openModelSource(bytesSource('evil.pkl', call), filesBeside('.')),
      /evil.pkl: its pickle wants to call posix.system, which is refused/,
    );
  });

  it('a frozen graph of TensorFlow 1 does not say its forget bias', async () => {
    const opened = openModel(`${containerFolder}/frozen.pb`);
    await assert.rejects(opened, /frozen.pb holds weights but not/);
  });
});
