import type { FloatType } from '../ndarray/make.js';
import { sizeOf, zeros } from '../ndarray/make.js';
import type { Amend } from './amend.js';
import type { CellSpec } from './cell-spec.js';
import type { ConvLstmSpec } from './conv-lstm-spec.js';
import { gruStep } from './gru-step.js';
import { lstmStep } from './lstm-step.js';
import { simpleRnnStep } from './simple-rnn-step.js';
import type { Vector } from './vector.js';

/** Named vectors of one time step: what a cell computed, or what it carries on. */
export type StepVectors = Readonly<Record<string, Vector>>;

/** A cell that can be run: what the loop over time needs to know of it, and no more. */
export interface Cell {
  /** Everything remembered of each step, and the shape of each at one step (`[units]`; an image in convolutional cells). */
  readonly series: Readonly<Record<string, readonly number[]>>;
  /** The series that are carried from step to step, in the order of the framework's states. */
  readonly states: readonly string[];
  /** The series that the layer gives out. */
  readonly output: string;
  /** The shape of one time step of the input. */
  readonly inputShape: readonly number[];
  /** What a convolutional cell is made of; absent in others. */
  readonly convolution?: ConvLstmSpec;
  /** Computes one step from the input and the states; returns every series, as `amend` has left it where it is given. */
  step(x: Vector, states: StepVectors, amend?: Amend): StepVectors;
}

/** The cell that a specification describes. */
export function makeCell(spec: CellSpec): Cell {
  return cellMakers[spec.kind](spec);
}

const cellMakers: Readonly<Record<CellSpec['kind'], (spec: CellSpec) => Cell>> = {
  lstm: (spec) => {
    const wide = [spec.units];
    const h = [spec.weights.projection?.shape[1] ?? spec.units];
    return {
      series: { i: wide, f: wide, g: wide, o: wide, c: wide, h },
      states: ['h', 'c'],
      output: 'h',
      inputShape: [spec.inputs],
      step: (x, states, amend) => lstmStep(x, states as { h: Vector; c: Vector }, spec, amend),
    };
  },
  gru: (spec) => {
    const wide = [spec.units];
    return {
      series: { z: wide, r: wide, n: wide, h: wide },
      states: ['h'],
      output: 'h',
      inputShape: [spec.inputs],
      step: (x, states, amend) => gruStep(x, states as { h: Vector }, spec, amend),
    };
  },
  'simple-rnn': (spec) => ({
    series: { h: [spec.units] },
    states: ['h'],
    output: 'h',
    inputShape: [spec.inputs],
    step: (x, states, amend) => simpleRnnStep(x, states as { h: Vector }, spec, amend),
  }),
};

/** The states a cell starts from when nobody gives it others. */
export function zeroStates(cell: Cell, dtype: FloatType): Record<string, Vector> {
  return Object.fromEntries(
    cell.states.map((name) => [name, zeros(sizeOf(cell.series[name]!), dtype)]),
  );
}
