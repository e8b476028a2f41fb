// The wiring of an LSTM cell with the numbers of one unit at one step.
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
  signOf,
  type Place,
} from './shapes.js';
import type { CellSpec } from './spec.js';
import { momentBefore, nameBefore, valueAt, type Moment } from './sums.js';

/** Width and height of the diagram. */
export const lstmSize = { width: 860, height: 400 } as const;

// The cell state runs along the top, the gates stand in a row, their common input runs along the bottom.
const topY = 70;
const gateY = 235;
const busY = 350;
const gateX = { f: 190, i: 325, g: 455, o: 590 } as const;
const addX = 390;
const outX = 705;

const half = boxSize.height / 2;

/** Every wire but those from the bus up to the gates. */
const wires: Place[][] = [
  [
    [84, topY],
    [gateX.f - 16, topY],
  ],
  [
    [gateX.f + 16, topY],
    [addX - 16, topY],
  ],
  [
    [addX + 16, topY],
    [776, topY],
  ],
  [
    [gateX.f, gateY - half],
    [gateX.f, topY + 17],
  ],
  [
    [gateX.i, gateY - half],
    [gateX.i, 155],
    [addX - 17, 155],
  ],
  [
    [gateX.g, gateY - half],
    [gateX.g, 155],
    [addX + 17, 155],
  ],
  [
    [addX, 139],
    [addX, topY + 17],
  ],
  [
    [outX, topY],
    [outX, 124],
  ],
  [
    [outX, 156],
    [outX, gateY - 17],
  ],
  [
    [gateX.o + boxSize.width / 2, gateY],
    [outX - 17, gateY],
  ],
  [
    [outX + 16, gateY],
    [776, gateY],
  ],
];

function drawWires(): Tree[] {
  return [
    ...drawBus(busY, Object.values(gateX), gateY + half + 1),
    ...wires.map((places) => drawWire(places)),
    drawDot([outX, topY]),
  ];
}

function drawNumbers(spec: CellSpec, moment: Moment, tanhOfCell: number): Tree[] {
  const at = (name: string): number => valueAt(spec, name, moment);
  const before = momentBefore(spec, moment);
  const earlier = nameBefore(spec);
  const previousCell = valueAt(spec, 'c', before);
  return [
    drawNumber([44, topY + 12], ['c', earlier], previousCell),
    drawNumber([(gateX.f + addX) / 2, topY - 10], ['f·c', earlier], at('f') * previousCell),
    drawNumber([addX + 22, 126], ['i·g'], at('i') * at('g'), 'start'),
    drawNumber([815, topY + 12], ['c', 't'], at('c')),
    drawNumber([outX + 32, 192], [`${signOf(spec.outputActivation)} c`, 't'], tanhOfCell, 'start'),
    drawNumber([815, gateY + 12], ['h', 't'], at('h')),
    ...drawInputs(spec, moment, busY),
  ];
}

/** Draws the cell. What the output gate multiplies is h / o, so that it is right for every activation. */
export function drawLstm(spec: CellSpec, moment: Moment, options: DiagramOptions): Tree[] {
  const [o, hidden] = [valueAt(spec, 'o', moment), valueAt(spec, 'h', moment)];
  const cell = valueAt(spec, 'c', moment);
  const squashed = spec.outputActivation === 'tanh' ? Math.tanh(cell) : o === 0 ? NaN : hidden / o;
  return [
    ...drawWires(),
    drawOperation([gateX.f, topY], '×'),
    drawOperation([addX, topY], '+'),
    drawOperation([addX, 155], '×'),
    drawOperation([outX, 140], signOf(spec.outputActivation)),
    drawOperation([outX, gateY], '×'),
    ...(Object.keys(gateX) as (keyof typeof gateX)[]).map((name) =>
      drawGate(gateBox(spec, moment, { name, at: [gateX[name], gateY] }, options)),
    ),
    ...drawNumbers(spec, moment, squashed),
  ];
}
