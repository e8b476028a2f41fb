// What every gate gets: the input and the hidden state of the step before, on one wire along the bottom.
import type { Tree } from '../tree/tree.js';
import { drawDot, drawNumber, drawWire } from './shapes.js';
import type { CellSpec } from './spec.js';
import { momentBefore, nameBefore, valueAt, type Moment } from './sums.js';

/** Where the two inputs join. */
const joinX = 110;

/** Draws the wire at height `y` with branches up to `gateBottom` at each x. */
export function drawBus(y: number, branches: readonly number[], gateBottom: number): Tree[] {
  const last = Math.max(...branches);
  return [
    drawWire(
      [
        [84, y - 22],
        [joinX, y - 22],
        [joinX, y],
        [last, y],
      ],
      false,
    ),
    drawWire(
      [
        [84, y + 22],
        [joinX, y + 22],
        [joinX, y],
      ],
      false,
    ),
    drawDot([joinX, y]),
    ...branches.flatMap((x) =>
      [
        drawWire([
          [x, y],
          [x, gateBottom],
        ]),
        x === last ? [] : drawDot([x, y]),
      ].flat(),
    ),
  ];
}

/** Draws the unit's own hidden state before, and the first feature of the input. */
export function drawInputs(spec: CellSpec, { step, unit }: Moment, y: number): Tree[] {
  const name = spec.features === 1 ? 'x' : 'x[0]';
  return [
    drawNumber(
      [44, y - 16],
      ['h', nameBefore(spec)],
      valueAt(spec, 'h', momentBefore(spec, { step, unit })),
    ),
    drawNumber([44, y + 36], [name, 't'], spec.input[step * spec.features] ?? NaN),
  ];
}
