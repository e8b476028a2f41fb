import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { activationNamed } from '../../../src/cell/find-activation.js';
import { lstmStep, type LstmState } from '../../../src/cell/lstm-step.js';
import { openModel, readArray } from '../../../src/index.js';

const data = (name: string) =>
  fileURLToPath(new URL(`../../../notebooks/data/${name}`, import.meta.url));

describe('lstmStep(x, state, cell)', () => {
  it("taken 302 times gives the hidden states that Keras's predict returned", async () => {
    const { W, U, b } = (await openModel(data('sunspots-keras2.h5'))).layer('test_layer').weights;
    const X = (await readArray(data('sunspots-X.npy'))).pick(114);
    const expected = (await readArray(data('sunspots-h.npy'))).pick(114);
    const era = { framework: 'keras', frameworkVersion: '2.2.4' };
    const cell = {
      kind: 'lstm' as const,
      units: 30,
      inputs: 1,
      weights: { W, U, b },
      activation: activationNamed('tanh', era),
      recurrentActivation: activationNamed('hard_sigmoid', era),
    };
    let state: LstmState = { h: new Float64Array(30), c: new Float64Array(30) };
    let worst = 0;
    for (let t = 0; t < 302; t++) {
      state = lstmStep(Float64Array.of(X.get(t, 0)), state, cell);
      for (let k = 0; k < 30; k++) {
        worst = Math.max(worst, Math.abs(state.h[k]! - expected.get(t, k)));
      }
    }
    assert.ok(worst > 0 && worst < 1e-6, `max |error| ${worst}`);
  });
});
