import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { NdArray, openModel } from '../../../src/index.js';
import { isWeight } from '../../../src/weights/gate-views.js';

const path = fileURLToPath(new URL('../../../notebooks/data/sunspots-keras2.h5', import.meta.url));

describe('layer.weights', () => {
  it('are the columns of the stored kernel, by gate in the order i f c o, without a copy', async () => {
    const layer = (await openModel(path)).layer('test_layer');
    const [kernel, recurrent, bias] = layer.tensors.map((tensor) => tensor.read());
    const { W, U, b } = layer.weights;
    for (const [block, gate] of (['i', 'f', 'g', 'o'] as const).entries()) {
      for (const unit of [0, 17, 29]) {
        const column = block * 30 + unit;
        assert.equal(W[gate].get(0, unit), kernel!.get(0, column));
        assert.equal(U[gate].get(11, unit), recurrent!.get(11, column));
        assert.equal(b[gate].get(unit), bias!.get(column));
      }
      assert.equal(W[gate].data, W.i.data);
    }
    assert.equal(W.c, W.g);
  });

  it('are known as weights, views of them too, and no other array is', async () => {
    const { W, b } = (await openModel(path)).layer('test_layer').weights;
    assert.ok(isWeight(W.f) && isWeight(W.f.pick(0, null)) && isWeight(b.i));
    assert.ok(!isWeight(new NdArray({ data: new Float32Array(3), shape: [3] })));
    for (const data of [null, undefined, 3]) assert.ok(!isWeight({ data }));
  });
});
