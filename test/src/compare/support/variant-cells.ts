// Cells of every variant that a rounding band is computed for, as data and as the textbook's definition.
import type { Cell } from '../../../../src/cell/cell.js';
import { makeCell } from '../../../../src/cell/cell.js';
import type { CellSpec } from '../../../../src/cell/cell-spec.js';
import { activationNamed } from '../../../../src/cell/find-activation.js';
import type { ConvLstmSpec } from '../../../../src/cell/conv-lstm-spec.js';
import { makeConvLstmCell } from '../../../../src/cell/conv-lstm-step.js';
import { stackCells } from '../../../../src/cell/stacked-cell.js';
import { flatCells } from '../../../../src/compare/diagnosis/flatten.js';
import type { FlatCell } from '../../../../src/rounding/flat-cell.js';
import { fromStorage, sizeOf } from '../../../../src/ndarray/make.js';
import { GateViews } from '../../../../src/weights/gate-views.js';
import type { GateName } from '../../../../src/weights/gate-views.js';
import { normals, randomCell } from './random-cells.js';
import { specOf } from './random-layers.js';

/** A cell to compute a band of, and what it computes by definition. */
export interface VariantCell {
  readonly name: string;
  readonly cells: readonly FlatCell[];
  readonly definition: Cell;
}

const units = 5;
const era = { framework: 'none', frameworkVersion: undefined } as const;
const numbers = (seed: number, shape: readonly number[], scale = 0.6) => {
  const normal = normals(seed);
  const values = Float32Array.from({ length: sizeOf(shape) }, () => scale * normal());
  return fromStorage(Float64Array.from(values), shape);
};
const views = (names: readonly GateName[], seed: number, shape: readonly number[]) =>
  new GateViews(names.map((name, k) => [name, numbers(seed + k, shape)] as const));

const plain = (kind: FlatCell['kind'], features = 3): CellSpec =>
  specOf(randomCell(31, { kind, units, features, gain: 1 }));

const lstm = plain('lstm');
const gru = plain('gru');
const projected = numbers(9, [units, 2]);

const specs: Readonly<Record<string, CellSpec>> = {
  LSTM: lstm,
  'LSTM with peepholes': {
    ...lstm,
    weights: { ...lstm.weights, peephole: views(['i', 'f', 'o'], 5, [units]) },
  },
  'LSTM with a projection': {
    ...lstm,
    weights: {
      ...lstm.weights,
      projection: projected,
      U: lstm.weights.U.map((view) => view.hi(2, units)),
    },
  },
  'LSTM with clipped sums': { ...lstm, clip: 0.7 },
  'LSTM with a clipped state': { ...lstm, cellClip: 0.4 },
  'LSTM with coupled gates': { ...lstm, coupledForget: true },
  'LSTM with another curve on its way out': {
    ...lstm,
    outputActivation: activationNamed('softsign', era),
    forgetBias: 1,
  },
  'GRU that resets after': { ...gru, resetAfter: true },
  'GRU that resets before, clipped': { ...gru, resetAfter: false, clip: 0.8 },
  SimpleRNN: plain('simple-rnn'),
};

function variant(name: string, definition: Cell, used: readonly CellSpec[]): VariantCell {
  const direction = {
    cellFor: () => definition,
    specs: used,
    weights: [],
    backwards: false,
    inputOrder: true,
  };
  return { name, definition, cells: flatCells(direction, definition.inputShape)! };
}

function convolution(size: readonly number[], strides: readonly number[]): ConvLstmSpec {
  const kernel = size.map(() => 3);
  const names = ['i', 'f', 'g', 'o'] as const;
  const stateSize = size.map((n, axis) => Math.ceil((n - 2) / strides[axis]!));
  return {
    weights: {
      W: views(names, 50, [...kernel, 2, 3]),
      U: views(names, 60, [...kernel, 3, 3]),
      b: views(names, 70, [3]),
    },
    activation: activationNamed('tanh', era),
    recurrentActivation: activationNamed('sigmoid', era),
    plan: { strides, dilation: size.map(() => 1), padding: 'valid' },
    size,
    channels: 2,
    stateSize,
    filters: 3,
  };
}

const upper = plain('gru', units);

/** All variants, each small. */
export const variantCells: readonly VariantCell[] = [
  ...Object.entries(specs).map(([name, spec]) => variant(name, makeCell(spec), [spec])),
  variant('ConvLSTM1D', makeConvLstmCell(convolution([7], [1])), []),
  variant('ConvLSTM2D', makeConvLstmCell(convolution([6, 5], [1, 2])), []),
  variant('LSTM and GRU stacked', stackCells([makeCell(lstm), makeCell(upper)]), [lstm, upper]),
];
