// The wiring of a GRU cell with the numbers of one unit at one step.
import type { Tree } from '../tree/tree.js';
import { drawBus, drawInputs } from './draw-bus.js';
import { gateBox, type DiagramOptions } from './gate-box.js';
import {
  boxSize,
  drawDot,
  drawGate,
  drawNumber,
  drawOperation,
  drawWire,
  type Place,
} from './shapes.js';
import type { CellSpec } from './spec.js';
import { momentBefore, nameBefore, valueAt, type Moment } from './sums.js';

/** Width and height of the diagram. */
export const gruSize = { width: 860, height: 400 } as const;

// The state runs along the top; z decides between it and the candidate n, r lets the old state into the candidate.
const topY = 70;
const mixY = 148;
const gateY = 245;
const busY = 350;
const gateX = { z: 200, r: 390, n: 590 } as const;

const half = boxSize.height / 2;

/** The middle of the wire from r to n, where r multiplies. */
const resetAt: Place = [(gateX.r + gateX.n) / 2, gateY];

function drawWires([cx, cy]: Place): Tree[] {
  // The circle `1−` interrupts the wire on which it stands.
  const upright = cx === gateX.z;
  const wires: Place[][] = [
    [
      [84, topY],
      [gateX.z - 16, topY],
    ],
    [
      [gateX.z + 16, topY],
      [gateX.n - 16, topY],
    ],
    [
      [gateX.n + 16, topY],
      [776, topY],
    ],
    [
      [gateX.z, gateY - half],
      [gateX.z, upright ? cy + 16 : topY + 17],
    ],
    [
      [gateX.z, mixY],
      [upright ? gateX.n - 17 : cx - 16, mixY],
    ],
    upright
      ? [
          [cx, cy - 15],
          [cx, topY + 17],
        ]
      : [
          [cx + 15, cy],
          [gateX.n - 17, mixY],
        ],
    [
      [gateX.n, gateY - half],
      [gateX.n, mixY + 17],
    ],
    [
      [gateX.n, mixY - 16],
      [gateX.n, topY + 17],
    ],
    [
      [gateX.r + boxSize.width / 2, gateY],
      [resetAt[0] - 16, gateY],
    ],
    [
      [resetAt[0] + 15, gateY],
      [gateX.n - boxSize.width / 2 - 1, gateY],
    ],
  ];
  return [
    ...drawBus(busY, Object.values(gateX), gateY + half + 1),
    ...wires.map((places) => drawWire(places)),
    drawDot([gateX.z, mixY]),
  ];
}

function drawNumbers(spec: CellSpec, moment: Moment): Tree[] {
  const before = valueAt(spec, 'h', momentBefore(spec, moment));
  const earlier = nameBefore(spec);
  const at = (name: string): number => valueAt(spec, name, moment);
  const keeps = spec.updateRule === 'keep';
  const share = keeps ? at('z') : 1 - at('z');
  const kept = keeps ? 'z·h' : '(1−z)·h';
  const added = keeps ? '(1−z)·n' : 'z·n';
  return [
    drawNumber([44, topY + 12], ['h', earlier], before),
    drawNumber([(gateX.z + gateX.n) / 2, topY - 10], [kept, earlier], share * before),
    drawNumber([gateX.n + 22, 118], [added], (1 - share) * at('n'), 'start'),
    drawNumber([815, topY + 12], ['h', 't'], at('h')),
    drawNumber([(gateX.z + gateX.n) / 2 + 60, mixY - 8], [keeps ? '1−z' : 'z'], 1 - share),
    ...drawInputs(spec, moment, busY),
  ];
}

/** Draws the cell. The circle `1−` stands on the branch whose share is 1 − z. */
export function drawGru(spec: CellSpec, moment: Moment, options: DiagramOptions): Tree[] {
  const complement: Place = spec.updateRule === 'keep' ? [gateX.z + 90, mixY] : [gateX.z, 110];
  return [
    ...drawWires(complement),
    drawOperation([gateX.z, topY], '×'),
    drawOperation([gateX.n, topY], '+'),
    drawOperation([gateX.n, mixY], '×'),
    drawOperation(complement, '1−'),
    drawOperation(resetAt, '×'),
    ...(Object.keys(gateX) as (keyof typeof gateX)[]).map((name) =>
      drawGate(gateBox(spec, moment, { name, at: [gateX[name], gateY] }, options)),
    ),
    ...drawNumbers(spec, moment),
  ];
}
