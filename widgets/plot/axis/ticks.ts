// Where ticks stand on an axis over cells, and what they say.
import * as d3 from 'd3';
import { fitText, textWidth } from '../text/measure.js';
import { formatCount } from '../text/format.js';
import { dateTicks } from './date-ticks.js';
import { toPixel, type Scale } from './scale.js';
import type { Tick } from './tick.js';

/** What the ticks of one axis are chosen from. `names` are names of cells and stand at their centres. */
export interface TicksQuestion {
  /** From data units to pixels. */
  readonly scale: Scale;
  /** Whether the axis runs upwards. */
  readonly vertical: boolean;
  /** Places that somebody asked for; null chooses. */
  readonly ticks: readonly number[] | null;
  /** Texts that somebody asked for; null writes the numbers. */
  readonly labels: readonly string[] | null;
  /** Names of the cells; null counts them. */
  readonly names: readonly string[] | null;
  /** Names are cut to this many pixels. */
  readonly widest?: number;
  /** The pixels that names may cover along the axis; any, when left out. */
  readonly reach?: readonly [number, number];
  /** In pixels. */
  readonly fontSize: number;
  /** Where the number n stands: on the edge before cell n (0, as pcolor counts) or in the middle of cell n (½). */
  readonly offset: 0 | 0.5;
  /** Whether the texts of a bottom axis stand upright: then they may be closer. */
  readonly turned?: boolean;
}

/** Ticks, and which of the names they show: every one, every second … */
export interface ChosenTicks {
  /** Places and texts. */
  readonly ticks: Tick[];
  /** 1 for every name, 2 for every second one, and so on. */
  readonly every: number;
}

const inside = ({ domain }: Scale, at: number): boolean =>
  at >= Math.min(...domain) - 1e-9 && at <= Math.max(...domain) + 1e-9;

/** Whether the text of a tick stays within the pixels that it may cover. */
function reaches({ at, text }: Tick, { scale, reach, fontSize }: TicksQuestion): boolean {
  if (!reach) return true;
  const [middle, half] = [toPixel(scale, at), textWidth(text, fontSize) / 2];
  return middle - half >= reach[0] && middle + half <= reach[1];
}

type Room = Pick<TicksQuestion, 'scale' | 'vertical' | 'fontSize'> & { readonly turned?: boolean };

/** Leaves out ticks until the texts of those that stay do not touch. The first of every group stays. */
export function thinTicks(ticks: readonly Tick[], question: Room): Tick[] {
  const every = everyFitting(ticks, question);
  return ticks.filter((_, i) => i % every === 0);
}

/** How many ticks there are to one whose text has room: 1 where all have. */
export function everyFitting(ticks: readonly Tick[], question: Room): number {
  const { scale, vertical, fontSize, turned } = question;
  const room = (tick: Tick): number =>
    vertical || turned ? fontSize * 1.15 : textWidth(tick.text, fontSize) + fontSize * 0.6;
  const fits = (kept: readonly Tick[]): boolean =>
    kept.every((tick, i) => {
      const before = kept[i - 1];
      if (!before) return true;
      const gap = Math.abs(toPixel(scale, tick.at) - toPixel(scale, before.at));
      return gap >= (room(tick) + room(before)) / 2;
    });
  for (let every = 1; every < ticks.length; every++) {
    const kept = ticks.filter((_, i) => i % every === 0);
    if (fits(kept)) return every;
  }
  return Math.max(1, ticks.length);
}

function numbered(question: TicksQuestion): Tick[] {
  const { scale, vertical, fontSize, offset } = question;
  const length = Math.abs(scale.range[1] - scale.range[0]);
  const [low, high] = [Math.min(...scale.domain), Math.max(...scale.domain)];
  const spacing = vertical ? fontSize * 2.2 : fontSize * 6;
  const wanted = Math.max(1, Math.min(10, Math.floor(length / spacing)));
  const numbers = d3.ticks(low - offset, high - offset, wanted).filter(Number.isInteger);
  // So short a piece that no round number lies in it: the first cell of it.
  const shown = numbers.length > 0 ? numbers : [Math.ceil(low - offset)];
  return shown
    .map((n) => ({ at: n + offset, text: formatCount(n) }))
    .filter((tick) => inside(scale, tick.at) && reaches(tick, question));
}

function namesOfCells(names: readonly string[], question: TicksQuestion): ChosenTicks {
  const { scale, widest = Infinity, fontSize, turned } = question;
  const seen = names
    .map((text, i) => ({ at: i + 0.5, text }))
    .filter(({ at }) => inside(scale, at))
    .map(({ at, text }) => ({ at, text: fitText(text, widest, fontSize) }))
    .filter((tick) => turned || reaches(tick, question));
  const every = everyFitting(seen, question);
  return { ticks: seen.filter((_, i) => i % every === 0), every };
}

/** The ticks: those given, names of cells where there is room for them (dates at round dates), or round numbers. */
export function chooseTicks(question: TicksQuestion): ChosenTicks {
  const { ticks, labels, names, scale, offset } = question;
  if (ticks) {
    const given = ticks
      .map((at, i) => ({ at: at + offset, text: labels?.[i] ?? String(at) }))
      .filter(({ at }) => inside(scale, at));
    const every = everyFitting(given, question);
    return { ticks: given.filter((_, i) => i % every === 0), every };
  }
  if (names) {
    const length = Math.abs(scale.range[1] - scale.range[0]);
    const dates = question.vertical ? null : dateTicks(names, scale, Math.floor(length / 75));
    return dates ? { ticks: thinTicks(dates, question), every: 1 } : namesOfCells(names, question);
  }
  return { ticks: thinTicks(numbered(question), question), every: 1 };
}
