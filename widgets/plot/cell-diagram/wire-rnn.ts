// The wiring of a simple recurrent cell: one sum, one activation.
import { boxSize } from './shapes.js';
import type { CellSpec } from './spec.js';
import { valueAt, type Moment } from './sums.js';
import { busTo, grid, inputChips, type Wiring } from './wiring.js';

const busY = 214;
const gateX = 540;

/** The wiring with the numbers of a moment. */
export function wireRnn(spec: CellSpec, moment: Moment): Wiring {
  const bus = busTo(busY, [[gateX, grid.top + boxSize.height / 2]]);
  const out = { at: [grid.right, grid.top], name: ['h', 't'], limits: [-1, 1] } as const;
  return {
    size: { width: grid.width, height: 300 },
    gates: [{ name: 'h', at: [gateX, grid.top] }],
    wires: [
      ...bus.wires,
      {
        places: [
          [gateX + boxSize.width / 2, grid.top],
          [grid.to, grid.top],
        ],
      },
    ],
    dots: bus.dots,
    operations: [],
    chips: [{ ...out, value: valueAt(spec, 'h', moment) }, ...inputChips(spec, moment, busY)],
  };
}
