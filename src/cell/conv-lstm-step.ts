import type { Amend } from './amend.js';
import { asComputed } from './amend.js';
import type { Cell } from './cell.js';
import type { ConvLstmSpec } from './conv-lstm-spec.js';
import { convolve } from './convolve.js';
import type { LstmSeries, LstmState } from './lstm-step.js';
import type { Vector } from './vector.js';
import { activate, product, sum } from './vector.js';

/**
 * One time step of a convolutional LSTM (Shi 2015, as Keras has it, without peepholes): `*` is a convolution,
 * i = σ(Wᵢ*x + bᵢ + Uᵢ*h), and so on as in `lstmStep`.
 */
export function convLstmStep(
  x: Vector,
  { h, c: carried }: LstmState,
  cell: ConvLstmSpec,
  amend: Amend = asComputed,
): LstmSeries {
  const { W, U, b } = cell.weights;
  const { activation: phi, recurrentActivation: sigma } = cell;
  const still = { strides: [1, 1], dilation: [1, 1], padding: 'same' } as const;
  const preActivation = (gate: 'i' | 'f' | 'g' | 'o') => {
    const fromInput = convolve(x, cell.size, W[gate], cell.plan);
    for (let k = 0; k < fromInput.length; k++) fromInput[k]! += b[gate].get(k % cell.filters);
    return sum(fromInput, convolve(h, cell.stateSize, U[gate], still));
  };
  const i = amend('i', activate(sigma, preActivation('i')));
  const f = amend('f', activate(sigma, preActivation('f')));
  const g = amend('g', activate(phi, preActivation('g')));
  const c = amend('c', sum(product(f, carried), product(i, g)));
  const o = amend('o', activate(sigma, preActivation('o')));
  return { i, f, g, o, c, h: amend('h', product(o, activate(phi, c))) };
}

/** A convolutional LSTM as a cell that can be run; every series is rows × columns × filters. */
export function makeConvLstmCell(spec: ConvLstmSpec): Cell {
  const image = [...spec.stateSize, spec.filters];
  return {
    series: { i: image, f: image, g: image, o: image, c: image, h: image },
    states: ['h', 'c'],
    output: 'h',
    inputShape: [...spec.size, spec.channels],
    convolution: spec,
    step: (x, states, amend) => convLstmStep(x, states as { h: Vector; c: Vector }, spec, amend),
  };
}
