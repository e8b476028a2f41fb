// The wiring of an LSTM cell: the cell state runs along the top, the gates stand in a row, their input runs along the bottom.
import { boxSize, signOf, type Place } from './shapes.js';
import type { CellSpec } from './spec.js';
import { momentBefore, nameBefore, valueAt, type Moment } from './sums.js';
import {
  busTo,
  grid,
  inputChips,
  radius,
  straight,
  symmetric,
  type Wire,
  type Wiring,
} from './wiring.js';

const gateY = 316;
const busY = 454;
const gateX = { f: 250, i: 416, g: 582, o: 748 } as const;
const addX = (gateX.i + gateX.g) / 2;
const mixY = 204;
const outX = 888;
const squashY = 164;

const { top } = grid;
const half = boxSize.height / 2;

const wires: Wire[] = [
  straight(grid.from, top, gateX.f - radius, top),
  straight(gateX.f + radius, top, addX - radius, top),
  straight(addX + radius, top, grid.to, top),
  straight(gateX.f, gateY - half, gateX.f, top + radius),
  straight(addX, mixY - radius, addX, top + radius),
  straight(outX, top, outX, squashY - radius),
  straight(outX, squashY + radius, outX, gateY - radius),
  straight(gateX.o + boxSize.width / 2, gateY, outX - radius, gateY),
  straight(outX + radius, gateY, grid.to, gateY),
];

/** i and g come from both sides to where they are multiplied. */
const turns = ([gateX.i, gateX.g] as const).map((x): Wire => ({
  places: [
    [x, gateY - half],
    [x, mixY],
    [x < addX ? addX - radius : addX + radius, mixY],
  ],
}));

/** What the output gate multiplies: h / o, which is right for every activation. */
function squashed(spec: CellSpec, moment: Moment): number {
  const [o, c] = [valueAt(spec, 'o', moment), valueAt(spec, 'c', moment)];
  if (spec.outputActivation === 'tanh') return Math.tanh(c);
  return o === 0 ? NaN : valueAt(spec, 'h', moment) / o;
}

function chipsOf(spec: CellSpec, moment: Moment): Wiring['chips'] {
  const at = (name: string): number => valueAt(spec, name, moment);
  const [earlier, limits] = [nameBefore(spec), symmetric(spec.series['c'])];
  const before = valueAt(spec, 'c', momentBefore(spec, moment));
  const sign = signOf(spec.outputActivation);
  const unit: [number, number] = [-1, 1];
  return [
    { at: [grid.left, top], name: ['c', earlier], value: before, limits },
    { at: [(gateX.f + addX) / 2, top], name: ['f·c', earlier], value: at('f') * before, limits },
    {
      at: [addX, (top + mixY) / 2],
      name: ['i·g'],
      value: at('i') * at('g'),
      // A gate's share of a candidate has the candidate's limits, so that one number has one colour.
      limits: unit,
      beside: true,
    },
    { at: [grid.right, top], name: ['c', 't'], value: at('c'), limits },
    {
      at: [outX, (squashY + gateY) / 2],
      name: [`${sign} c`, 't'],
      value: squashed(spec, moment),
      limits: unit,
      beside: true,
    },
    { at: [grid.right, gateY], name: ['h', 't'], value: at('h'), limits: unit },
    ...inputChips(spec, moment, busY),
  ];
}

/** The wiring with the numbers of a moment. */
export function wireLstm(spec: CellSpec, moment: Moment): Wiring {
  const gates = (Object.keys(gateX) as (keyof typeof gateX)[]).map((name) => ({
    name,
    at: [gateX[name], gateY] as Place,
  }));
  const bus = busTo(
    busY,
    gates.map(({ at: [x] }) => [x, gateY + half]),
  );
  return {
    size: { width: grid.width, height: 540 },
    gates,
    wires: [...bus.wires, ...wires, ...turns],
    dots: [...bus.dots, [outX, top]],
    operations: [
      { at: [gateX.f, top], sign: '×' },
      { at: [addX, top], sign: '+' },
      { at: [addX, mixY], sign: '×' },
      { at: [outX, squashY], sign: signOf(spec.outputActivation) },
      { at: [outX, gateY], sign: '×' },
    ],
    chips: chipsOf(spec, moment),
  };
}
