import assert from 'node:assert/strict';
import { openModel } from '../../../src/index.js';

const verified = async (path: string) => {
  const model = await openModel(`test/fixtures/${path}`, { assumeDefaults: true });
  try {
    return model.verify();
  } finally {
    model.close();
  }
};

describe('model.verify()', () => {
  it('names the checksums that the container keeps, and that they hold', async () => {
    const zip = 'CRC-32 of every entry of the zip holds';
    assert.equal((await verified('keras3/lstm-last.keras')).verified[0], zip);
    assert.equal((await verified('torch/lstm.pt')).verified[0], zip);
    assert.match(
      (await verified('tensorflow/v1-lstm/model.ckpt.index')).verified[0]!,
      /CRC-32C of every variable and of every block of the index holds/,
    );
  });

  it('says of formats without checksums that a changed weight cannot be told', async () => {
    for (const path of ['keras2/lstm-last.h5', 'onnx/lstm.onnx', 'tfjs/lstm-uint8/model.json']) {
      const { cannotTell } = await verified(path);
      assert.match(
        cannotTell[0]!,
        /whether a weight was changed: the file keeps no checksums/,
        path,
      );
    }
  });

  it('remarks on layers that cannot be run', async () => {
    const { remarks } = await verified('refused/lambda-keras2.h5');
    assert.match(remarks.join(), /Lambda/);
  });

  it('is told of in a line of summary()', async () => {
    const model = await openModel('test/fixtures/keras3/lstm-last.keras');
    assert.match(String(model.summary()), /^Checksums: CRC-32 of every entry of the zip;/m);
    model.close();
  });
});
