// Ticks of a colour bar: round values of its norm.
import * as d3 from 'd3';
import type { NormState } from '../../state/index.js';
import type { Tick } from '../axis/tick.js';
import type { Norm } from '../norm/norm.js';
import { tickTexts } from '../text/format.js';
import { formatPower, formatShort } from '../text/numbers.js';

function logTicks({ vmin, vmax }: Norm, count: number): number[] {
  const ticks = d3.scaleLog([vmin, vmax], [0, 1]).ticks(count);
  const powers = ticks.filter((x) => Number.isInteger(Number(Math.log10(x).toFixed(9))));
  return powers.length >= 2 ? powers : ticks;
}

/** A single tick tells no scale: rather more of them, of which those without room are left out. */
function severalTicks(low: number, high: number, count: number): number[] {
  const ticks = d3.ticks(low, high, count);
  return ticks.length > 1 || count > 20 ? ticks : severalTicks(low, high, count + 1);
}

function values(type: NormState['type'], norm: Norm, count: number): number[] {
  const { vmin, vmax } = norm;
  if (vmin === vmax) return [vmin];
  if (type === 'log') return logTicks(norm, count);
  if (type !== 'twoslope') return severalTicks(vmin, vmax, count);
  const half = Math.max(2, Math.floor(count / 2));
  const all = [
    ...d3.ticks(vmin, norm.centre, half),
    norm.centre,
    ...d3.ticks(norm.centre, vmax, half),
  ];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The ticks of a bar that is `length` pixels long: `at` is the place between 0 and 1. */
export function barTicks(type: NormState['type'], norm: Norm, length: number): Tick[] {
  const count = Math.max(3, Math.min(8, Math.floor(length / 28)));
  const chosen = values(type, norm, count);
  const ofType = { log: formatPower, twoslope: formatShort };
  const format = type === 'log' || type === 'twoslope' ? ofType[type] : null;
  const texts = format ? chosen.map(format) : tickTexts(chosen);
  const gap = 13 / Math.max(length, 1);
  let last = -Infinity;
  return chosen.flatMap((value, i) => {
    const at = norm.vmin === norm.vmax ? 0.5 : norm.place(value);
    if (at - last < gap) return [];
    last = at;
    return [{ at, text: texts[i] ?? '' }];
  });
}
