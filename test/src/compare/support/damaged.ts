// A layer as a damaged file gives it: one bit of one weight turned over.
import { withCells } from '../../../../src/compare/diagnosis/readings/reading.js';
import type { Situation } from '../../../../src/compare/diagnosis/situation.js';
import { fromStorage, toStorage } from '../../../../src/ndarray/make.js';
import type { GateName } from '../../../../src/weights/gate-views.js';

/** Turns one bit over, from the middle of the mantissa to the sign, of a weight drawn at random; of two directions in the first or the second. */
export function damaged(situation: Situation, pick: () => number): Situation {
  const index = Math.floor(pick() * situation.setup.directions.length);
  let turn = 0;
  return withCells(situation, (spec) => {
    if (turn++ !== index) return spec;
    const { weights, kind } = spec;
    const kernel = (['W', 'U', 'b'] as const)[Math.floor(pick() * 3)]!;
    // In a GRU that resets the state before the product, r reaches every unit at once.
    const gates = weights[kernel].names.filter((name) => kind !== 'gru' || name !== 'r');
    const gate: GateName = gates[Math.floor(pick() * gates.length)]!;
    const place = pick();
    const bit = 15 + Math.floor(pick() * 17);
    const changed = weights[kernel].map((view, name) => {
      if (name !== gate) return view;
      const values = Float64Array.from(toStorage(view, 'float64'));
      const at = Math.floor(place * values.length);
      values[at] = turnedOver(values[at]!, bit);
      return fromStorage(values, view.shape);
    });
    return { ...spec, weights: { ...weights, [kernel]: changed } };
  })!;
}

function turnedOver(value: number, bit: number): number {
  const single = Float32Array.of(value);
  new Uint32Array(single.buffer)[0]! ^= 1 << bit;
  return single[0]!;
}
