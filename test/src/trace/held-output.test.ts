// A unit that is held says the same to the others at every step: the compiled loops run it as a bias, beside the definition.
import assert from 'node:assert/strict';
import type { Layer } from '../../../src/index.js';
import { open, told } from '../interventions/fixture.js';
import { maxDifference } from '../max-difference.js';

async function assertSame(layer: Layer, options: object, h: object): Promise<void> {
  const x = await told('x');
  for (const dtype of ['float64', 'float32'] as const) {
    const run = (method: 'auto' | 'definition') =>
      layer.trace(x, { ...options, dtype, clamp: h as { h: number }, method });
    const [fast, slow] = [run('auto'), run('definition')];
    assert.notEqual(fast.engine, 'definition');
    assert.equal(slow.engine, 'definition');
    const within = dtype === 'float64' ? 1e-13 : 2e-6;
    for (const name of fast.series) {
      const apart = maxDifference(fast.get(name), slow.get(name));
      assert.ok(apart < within, `${name}: ${apart}`);
    }
    assert.ok(maxDifference(fast.output, slow.output) < within);
    for (const [name, state] of Object.entries(fast.finalState))
      assert.ok(maxDifference(state, slow.finalState[name]!) < within, name);
  }
}

describe('clamp: { h } by the compiled loops', () => {
  for (const name of ['lstm', 'gru', 'rnn', 'bidirectional']) {
    it(`${name}: every series, masked or not, from any first state`, async () => {
      const layer = (await open(name)).layer('rec.l0');
      const { finalState } = layer.trace(await told('other'));
      for (const options of [
        {},
        { lengths: [9, 6, 3] },
        { mask: [0, 1, 1, 0, 1, 1, 1, 0, 0], initialState: finalState },
      ]) {
        await assertSame(layer, options, { h: { 1: 0.3, 3: -0.2 } });
        if (name === 'bidirectional')
          await assertSame(layer, options, { backward_h: { 0: 0.5 }, forward_h: { 2: 1 } });
        else await assertSame(layer, options, { h: 0.25 });
      }
    });
  }
});
