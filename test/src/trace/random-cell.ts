import { activationNamed } from '../../../src/cell/find-activation.js';
import type { CellSpec } from '../../../src/cell/cell-spec.js';
import { fromStorage } from '../../../src/ndarray/make.js';
import { kerasWeights } from '../../../src/weights/keras.js';
import type { CellKind } from '../../../src/weights/orders.js';

/** The same pseudo-random numbers in every run (a linear congruential generator), between −1 and 1. */
export function numbers(count: number, seed = 1): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 1073741824 - 1;
  });
}

/** A cell with random weights, as Keras 3 would make it. */
export function randomCell(
  kind: CellKind,
  { inputs = 3, units = 5, gate = 'sigmoid', activation = 'tanh' } = {},
): CellSpec {
  const gates = { lstm: 4, gru: 3, 'simple-rnn': 1 }[kind];
  const era = { framework: 'keras', frameworkVersion: '3.0.0' };
  const biasShape = kind === 'gru' ? [2, gates * units] : [gates * units];
  // Small enough that rounding dies out instead of growing from step to step.
  const recurrent = numbers(units * gates * units, 3).map((x) => x / Math.sqrt(units));
  return {
    kind,
    units,
    inputs,
    weights: kerasWeights(kind, {
      kernel: fromStorage(numbers(inputs * gates * units, 2), [inputs, gates * units]),
      recurrent: fromStorage(recurrent, [units, gates * units]),
      bias: fromStorage(
        numbers(
          biasShape.reduce((a, b) => a * b),
          4,
        ),
        biasShape,
      ),
    }),
    activation: activationNamed(activation, era),
    recurrentActivation: activationNamed(gate, era),
    resetAfter: true,
  };
}
