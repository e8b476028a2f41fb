import type { Tensor } from '../model/model-file.js';
import type { CellWeights } from './cell-weights.js';
import { GateViews } from './gate-views.js';
import type { CellKind } from './orders.js';
import { keras1Order, shownOrders } from './orders.js';

/** Whether a cell's weights are the separate arrays of Keras 1: W, U and b of each gate in turn. */
export function isKeras1(kind: CellKind, count: number): boolean {
  return kind !== 'simple-rnn' && count === 3 * keras1Order[kind].length;
}

/** Weights of a Keras 1 cell, which stored every gate's kernel, recurrent kernel and bias apart (i c f o; z r h). */
export function keras1Weights(kind: CellKind, tensors: readonly Tensor[]): CellWeights {
  const stored: readonly string[] = keras1Order[kind];
  const pick = (part: number) =>
    new GateViews(
      shownOrders[kind].map(
        (gate) => [gate, tensors[stored.indexOf(gate) * 3 + part]!.read()] as const,
      ),
    );
  return { W: pick(0), U: pick(1), b: pick(2) };
}
