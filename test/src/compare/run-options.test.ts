import assert from 'node:assert/strict';
import { compare, compareAll, openModel, readArray } from '../../../src/index.js';

describe('compare and compareAll of a run with lengths, first states and several inputs', () => {
  it('of a stack that PyTorch ran with both: right with them, not without', async () => {
    const folder = 'test/fixtures/torch';
    const name = 'stack-lstm-bidirectional-lengths-states';
    const stored = (dataset: string) => readArray(`${folder}/torch-${name}.npz`, { dataset });
    const [X, output, h0, c0] = await Promise.all(['X', 'output', 'h0', 'c0'].map(stored));
    const model = await openModel(`${folder}/${name}.pt`);
    const layer = model.layer('l1');
    const run = { lengths: [5, 2, 3], initialState: { h0: h0!, c0: c0! } };
    const whole = await compareAll(layer, X!, output!, { ...run, block: 2 });
    assert.equal(whole.verdict, 'rounding', whole.sentence);
    // A list that nobody traced: layer, input and the rest of the run are told.
    const list = layer.trace(X!, run).output.toArray() as number[][][];
    const told = compare(list, output!, { layer, input: X!, ...run });
    assert.equal(told.verdict, 'rounding', told.sentence);
    assert.notEqual((await compareAll(layer, X!, output!)).verdict, 'rounding');
    model.close();
  });

  it('of a model of two inputs, in order or by name', async () => {
    const folder = 'test/fixtures/keras3';
    const stored = (dataset: string) =>
      readArray(`${folder}/keras3-model-shared-in-keras-shared-1.npz`, { dataset });
    const [a, b, output] = await Promise.all(['X0', 'X1', 'output'].map(stored));
    const model = await openModel(`${folder}/shared.keras`);
    const layer = model.layer('shared#1');
    for (const inputs of [[a!, b!], { a: a!, b: b! }]) {
      const result = await compareAll(layer, { inputs }, output!, { block: 1 });
      assert.equal(result.verdict, 'rounding', result.sentence);
    }
    const short = { inputs: [a!, b!.hi(1)] };
    await assert.rejects(
      compareAll(layer, short, output!),
      /There are 1 inputs, but the reference has 2 samples/,
    );
    model.close();
  });
});
