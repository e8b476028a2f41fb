import assert from 'node:assert/strict';
import type { NdArray } from '../../../src/index.js';
import { openModel, readArray } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';

const folder = 'test/fixtures/keras3';
const inputs = async (id: string, ...names: string[]): Promise<NdArray[]> =>
  Promise.all(names.map((dataset) => readArray(`${folder}/${id}.npz`, { dataset })));

describe('Model of a whole graph', () => {
  it('predict(X, { batchSize, progress }) gives the same in batches, and says how far it is', async () => {
    const model = await openModel(`${folder}/nested.keras`);
    const [X] = await inputs('keras3-model-nested-in-keras-last', 'X');
    const seen: string[] = [];
    const progress = ({ done, total }: { done: number; total: number }) =>
      void seen.push(`${done}/${total}`);
    const batched = model.predict(X!, { batchSize: 1, progress });
    assert.equal(maxDifference(batched, model.predict(X!)), 0);
    assert.deepEqual(seen, ['1/2', '2/2']);
    assert.throws(() => model.predict(X!, { batchSize: 0 }), /batchSize should be a whole number/);
    model.close();
  });

  it('predict(X, { change }) reaches into nested models, and every call of a shared layer', async () => {
    const nested = await openModel(`${folder}/nested.keras`);
    const [X] = await inputs('keras3-model-nested-in-keras-last', 'X');
    const change = { 'wrap/two/high': { ablate: [0] } };
    assert.ok(maxDifference(nested.predict(X!, { change }), nested.predict(X!)) > 1e-3);
    nested.close();
    const pair = await openModel(`${folder}/shared.keras`);
    const both = { inputs: await inputs('keras3-model-shared-in-keras-shared-1', 'X0', 'X1') };
    const apart = (name: string) =>
      maxDifference(
        pair.predict(both, { change: { [name]: { ablate: [1] } } }),
        pair.predict(both),
      );
    assert.ok(new Set([apart('shared'), apart('shared#1'), apart('shared#2'), 0]).size === 4);
    pair.close();
  });

  it('a layer that is called twice has one set of weights and two traces', async () => {
    const model = await openModel(`${folder}/shared.keras`);
    const both = { inputs: await inputs('keras3-model-shared-in-keras-shared-1', 'X0', 'X1') };
    const shared = model.layer('shared');
    assert.deepEqual(shared.connectedTo, ['a', 'b']);
    assert.equal(shared.weights.U.f.data, model.layer('shared#2').weights.U.f.data);
    assert.throws(
      () => shared.trace(both),
      /is called 2 times: ask for one call, "shared#1" or "shared#2"/,
    );
    const [first, second] = ['shared#1', 'shared#2'].map((name) => model.layer(name).trace(both));
    assert.ok(maxDifference(first!.h, second!.h) > 0.1);
    assert.deepEqual(
      model.layer('shared#1').otherRecurrent.map(({ name }) => name),
      ['shared#2'],
    );
    model.close();
  });

  it('summary() shows connections, outputs of a nested model, and what cannot be run with the reason', async () => {
    const model = await openModel(`${folder}/nested.keras`);
    const text = String(model.summary());
    assert.match(text, /^last \(SimpleRNN\) .* wrap:1$/m);
    assert.match(text, /Connected to/);
    model.close();
    const broken = await openModel('test/fixtures/refused/lambda-keras3.keras');
    const { rows } = broken.summary();
    assert.match(rows.find(({ layer }) => layer === 'middle')?.reason ?? '', /is a Lambda/);
    assert.match(
      String(broken.summary()),
      /\nLayer "middle" is a Lambda, which gatelab cannot run/,
    );
    broken.close();
  });

  it('summary() counts what training leaves alone apart, as Keras does', async () => {
    const model = await openModel(`${folder}/behind-batch-norm.keras`);
    assert.match(
      String(model.summary()),
      /Total params: [\d,]+, trainable [\d,]+, non-trainable 6$/m,
    );
    model.close();
  });
});
