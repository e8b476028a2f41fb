import assert from 'node:assert/strict';
import { Model } from '../../../src/api/model.js';
import type { BadFileError } from '../../../src/errors.js';
import { bytesSource } from '../../../src/files/bytes-source.js';
import { filesBeside } from '../../../src/files/folder.js';
import { openModelSource } from '../../../src/model/open-model-file.js';

/** A model of layers without weights, as TensorFlow.js writes it. */
async function modelOf(input: readonly (number | null)[], ...layers: readonly object[]) {
  const first = { class_name: 'InputLayer', config: { name: 'in', batch_input_shape: input } };
  const topology = { class_name: 'Sequential', config: { layers: [first, ...layers] } };
  const json = { format: 'layers-model', modelTopology: topology, weightsManifest: [] };
  const source = bytesSource('model.json', Buffer.from(JSON.stringify(json)));
  return new Model(await openModelSource(source, filesBeside('.')));
}

const layer = (className: string, config: object) => ({
  class_name: className,
  config: { name: className.toLowerCase(), ...config },
});

describe('A graph of many layers', function () {
  this.timeout(60_000);

  it('is laid out and run to its end however long it is, without a stack that overflows', async () => {
    const count = 8_000;
    const chain = Array.from({ length: count }, (_, n) => layer('Dropout', { name: `d${n}` }));
    const model = await modelOf([null, 4, 1], ...chain);
    const summary = model.summary();
    assert.equal(summary.rows.length, count + 1);
    assert.equal(summary.rows.at(-1)!.outputShape, '(None, 4, 1)');
    assert.deepEqual([...model.predict([[1], [2], [3], [4]]).data], [1, 2, 3, 4]);
  });

  it('says of every layer behind an impossible one that nothing is known, and why of that one alone', async () => {
    const behind = [0, 1, 2].map((n) => layer('Dropout', { name: `d${n}` }));
    const model = await modelOf([null, 4, 1], layer('Cropping1D', { cropping: 3 }), ...behind);
    const { rows } = model.summary();
    assert.deepEqual(
      rows.map(({ outputShape }) => outputShape),
      ['(None, 4, 1)', '?', '?', '?', '?'],
    );
    assert.match(
      rows[1]!.reason!,
      /"cropping1d" \(Cropping1D\) cannot be: it makes \(None, 0, 1\)/,
    );
    assert.equal(rows[2]!.reason, undefined);
  });
});

describe('A layer that asks for more than there is', () => {
  const greedy = {
    RepeatVector: [[null, 4], { n: 2_000_000_000 }, [[1, 2, 3, 4]]],
    ZeroPadding1D: [[null, 4, 1], { padding: [400_000_000, 0] }, [[[1], [2], [3], [4]]]],
    UpSampling1D: [[null, 4, 1], { size: 300_000_000 }, [[[1], [2], [3], [4]]]],
  } as const;
  for (const [name, [input, config, values]] of Object.entries(greedy)) {
    it(`is refused before memory is taken: ${name}`, async () => {
      const model = await modelOf(input, layer(name, config));
      assert.throws(
        () => model.predict(values),
        (error: BadFileError) =>
          error.layer === name.toLowerCase() &&
          error.reason === 'unsafe' &&
          /^model\.json: layer "\w+" \(\w+\) asks for [\d.]+ GB from 16 B of input/.test(
            error.message,
          ),
      );
    });
  }

  it('is run where it asks for a thousand times its input', async () => {
    const model = await modelOf([null, 4], layer('RepeatVector', { n: 1000 }));
    assert.deepEqual(model.predict([[1, 2, 3, 4]]).shape, [1, 1000, 4]);
  });

  it('is refused before the layers in front of it are run', async () => {
    const model = await modelOf(
      [null, null, 1],
      layer('UpSampling1D', { name: 'first', size: 2 }),
      layer('Cropping1D', { cropping: 50 }),
    );
    assert.throws(() => model.predict([[[1], [2]]]), /"cropping1d" \(Cropping1D\) cannot be/);
  });
});
