import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compare, openModel, readArray } from '../../../src/index.js';
import type { OpenModelOptions } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';

/** A model of test/fixtures/chains.json: the order of its modules, and the layer whose states are stored. */
interface Chained {
  readonly name: string;
  readonly chain: NonNullable<OpenModelOptions['chain']>;
  readonly layer: string;
}

const folder = 'test/fixtures/chains';
const models = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as Chained[];

describe('openModel(path, { chain }) of PyTorch weights', () => {
  for (const { name, chain, layer } of models) {
    const stored = (dataset: string) => readArray(`${folder}/${name}.npz`, { dataset });

    it(`${name}: predict gives what PyTorch's model returned, trace what its recurrent module did`, async () => {
      const model = await openModel(`${folder}/${name}.pt`, { chain });
      const x = await stored('x');
      assert.ok(maxDifference(model.predict(x), await stored('output')) < 1e-6);
      const trace = model.layer(layer).trace(x);
      assert.ok(maxDifference(trace.output, await stored('states')) < 1e-6);
      assert.equal(compare(trace.output, await stored('states')).verdict, 'rounding');
      assert.ok(!String(model).includes('?'), String(model));
      model.close();
    });

    it(`${name}: the order may stand in the config as well`, async () => {
      const model = await openModel(`${folder}/${name}.pt`, { config: { chain } });
      const apart = maxDifference(model.predict(await stored('x')), await stored('output'));
      assert.ok(apart < 1e-6);
      model.close();
    });
  }

  const open = (chain: Chained['chain']) => openModel(`${folder}/listener.pt`, { chain });

  it('says which modules there are when one is not, and what weights do not tell', async () => {
    await assert.rejects(open(['gru', 'tail']), /no module "tail".*it has conv, bn, gru, head/);
    await assert.rejects(
      open(['conv']),
      /"conv" \(torch.Conv1d\) do not tell its stride and padding/,
    );
    await assert.rejects(open([]), /the chain is empty/);
    await assert.rejects(open(['gru', 'gru']), /stands in the chain twice/);
  });

  it('summary() says what was assumed of it, and nothing that was said', async () => {
    const model = await open(['transpose', { module: 'conv', stride: 2, padding: 1 }, 'bn', 'elu']);
    assert.deepEqual(model.summary().assumptions, [
      'assumed for conv: dilation 1, groups 1',
      'assumed for bn: eps 0.00001',
      'assumed for elu: alpha 1',
    ]);
    model.close();
    const said = { module: 'bn', eps: 0.001 };
    const other = await open([said, { module: 'elu', alpha: 2 }]);
    assert.deepEqual(other.summary().assumptions, []);
    other.close();
    await assert.rejects(
      open([{ module: 'gelu', approximate: 'tanh' }]),
      /says "approximate" of "gelu" \(torch.functional.gelu\), of which nothing can be said/,
    );
  });

  it('says where a chain does not fit together', async () => {
    const model = await open(['gru', { module: 'conv', stride: 1, padding: 0 }]);
    const X = Array.from({ length: 4 }, (_, t) => [1, 2, 3, 4, 5, t]);
    assert.throws(
      () => model.predict([X]),
      /"conv" \(torch.Conv1d\) takes 3 features, but is given 4/,
    );
    model.close();
  });

  it('is refused for files that know their own order', async () => {
    const options = { chain: ['lstm'] };
    await assert.rejects(
      openModel('test/fixtures/onnx/lstm.onnx', options),
      /only the weights of PyTorch modules/,
    );
  });
});
