// The wiring of a GRU cell: the state runs along the top; z decides between it and the candidate n, r how much of the old
// state the candidate sees.
import { boxSize, type Place } from './shapes.js';
import type { CellSpec } from './spec.js';
import { gateSum, momentBefore, nameBefore, valueAt, type Moment } from './sums.js';
import { busTo, grid, inputChips, radius, straight, type Wire, type Wiring } from './wiring.js';

const gateY = 318;
const busY = 452;
const gateX = { z: 276, r: 464, n: 786 } as const;
const mixY = 206;
const { top } = grid;
const half = boxSize.height / 2;
/** Where r multiplies what comes from the old state. */
const resetAt: Place = [628, gateY];

function wiresOf([cx, cy]: Place): Wire[] {
  // The circle `1−` stands on one of the two wires that leave z, and interrupts it.
  const upright = cx === gateX.z;
  const beforeCandidate = gateX.n - radius;
  return [
    straight(grid.from, top, gateX.z - radius, top),
    straight(gateX.z + radius, top, gateX.n - radius, top),
    straight(gateX.n + radius, top, grid.to, top),
    straight(gateX.z, gateY - half, gateX.z, upright ? cy + radius : top + radius),
    straight(gateX.z, mixY, upright ? beforeCandidate : cx - radius, mixY),
    upright
      ? straight(cx, cy - radius, cx, top + radius)
      : straight(cx + radius, cy, beforeCandidate, mixY),
    straight(gateX.n, gateY - half, gateX.n, mixY + radius),
    straight(gateX.n, mixY - radius, gateX.n, top + radius),
    straight(gateX.r + boxSize.width / 2, gateY, resetAt[0] - radius, gateY),
    straight(resetAt[0] + radius, gateY, gateX.n - boxSize.width / 2, gateY),
  ];
}

/** What the candidate hears of the old state, after the reset gate: the recurrent part of its sum. */
function heard(spec: CellSpec, moment: Moment): number {
  if (!spec.gates.some(({ name }) => name === 'n')) return NaN;
  const { terms } = gateSum(spec, 'n', moment);
  const [, recurrentBias] = terms.filter(({ kind }) => kind === 'bias');
  const parts = terms.filter(({ kind }) => kind === 'recurrent');
  return parts.reduce((sum, { product }) => sum + product, recurrentBias?.product ?? 0);
}

function chipsOf(spec: CellSpec, moment: Moment): Wiring['chips'] {
  const before = valueAt(spec, 'h', momentBefore(spec, moment));
  const earlier = nameBefore(spec);
  const at = (name: string): number => valueAt(spec, name, moment);
  const keeps = spec.updateRule === 'keep';
  const share = keeps ? at('z') : 1 - at('z');
  const [kept, added] = keeps ? ['z·h', '(1−z)·n'] : ['(1−z)·h', 'z·n'];
  const limits: [number, number] = [-1, 1];
  const middle = (gateX.z + gateX.n) / 2;
  return [
    { at: [grid.left, top], name: ['h', earlier], value: before, limits },
    { at: [middle, top], name: [kept, earlier], value: share * before, limits },
    {
      at: [gateX.n, (top + mixY) / 2],
      name: [added],
      value: (1 - share) * at('n'),
      limits,
      beside: true,
    },
    { at: [middle - 68, mixY], name: [keeps ? '1−z' : 'z'], value: 1 - share, limits: [0, 1] },
    {
      at: [resetAt[0], gateY - 52],
      name: [spec.resetAfter ? 'r·(U h)' : 'U (r·h)'],
      value: heard(spec, moment),
      limits,
    },
    { at: [grid.right, top], name: ['h', 't'], value: at('h'), limits },
    ...inputChips(spec, moment, busY),
  ];
}

/** The wiring with the numbers of a moment. The circle `1−` stands on the branch whose share is 1 − z. */
export function wireGru(spec: CellSpec, moment: Moment): Wiring {
  const complement: Place = spec.updateRule === 'keep' ? [gateX.z + 96, mixY] : [gateX.z, 148];
  const gates = (Object.keys(gateX) as (keyof typeof gateX)[]).map((name) => ({
    name,
    at: [gateX[name], gateY] as Place,
  }));
  const bus = busTo(busY, [
    ...gates.map(({ at: [x] }) => [x, gateY + half] as const),
    [resetAt[0], gateY + radius],
  ]);
  return {
    size: { width: grid.width, height: 538 },
    gates,
    wires: [...bus.wires, ...wiresOf(complement)],
    dots: [...bus.dots, [gateX.z, mixY]],
    operations: [
      { at: [gateX.z, top], sign: '×' },
      { at: [gateX.n, top], sign: '+' },
      { at: [gateX.n, mixY], sign: '×' },
      { at: complement, sign: '1−' },
      { at: resetAt, sign: '×' },
    ],
    chips: chipsOf(spec, moment),
  };
}
