// Where ticks stand on an axis over cells, and what they say.
import * as d3 from 'd3';
import { fitText, textWidth } from '../text/measure.js';
import { formatCount } from '../text/format.js';
import { dateTicks } from './date-ticks.js';
import { toPixel, type Scale } from './scale.js';

/** A tick at a place of the domain. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** What the ticks of one axis are chosen from. `names` are names of cells and stand at their centres. */
export interface TicksQuestion {
  readonly scale: Scale;
  readonly vertical: boolean;
  readonly ticks: readonly number[] | null;
  readonly labels: readonly string[] | null;
  readonly names: readonly string[] | null;
  /** Names are cut to this many pixels. */
  readonly widest?: number;
  /** The pixels that names may cover along the axis; any, when left out. */
  readonly reach?: readonly [number, number];
  readonly fontSize: number;
}

const inside = ({ domain }: Scale, at: number): boolean =>
  at >= Math.min(...domain) - 1e-9 && at <= Math.max(...domain) + 1e-9;

/** Whether the text of a tick stays within the pixels that it may cover. */
function reaches({ at, text }: Tick, { scale, reach, fontSize }: TicksQuestion): boolean {
  if (!reach) return true;
  const [middle, half] = [toPixel(scale, at), textWidth(text, fontSize) / 2];
  return middle - half >= reach[0] && middle + half <= reach[1];
}

/** Leaves out ticks until the texts of those that stay do not touch. The first of every group stays. */
export function thinTicks(
  ticks: readonly Tick[],
  question: Pick<TicksQuestion, 'scale' | 'vertical' | 'fontSize'>,
): Tick[] {
  const { scale, vertical, fontSize } = question;
  const room = (tick: Tick): number =>
    vertical ? fontSize * 1.15 : textWidth(tick.text, fontSize) + fontSize * 0.6;
  const fits = (kept: readonly Tick[]): boolean =>
    kept.every((tick, i) => {
      const before = kept[i - 1];
      if (!before) return true;
      const gap = Math.abs(toPixel(scale, tick.at) - toPixel(scale, before.at));
      return gap >= (room(tick) + room(before)) / 2;
    });
  for (let every = 1; every < ticks.length; every++) {
    const kept = ticks.filter((_, i) => i % every === 0);
    if (fits(kept)) return kept;
  }
  return ticks.slice(0, 1);
}

function numbered({ scale, vertical, fontSize }: TicksQuestion): Tick[] {
  const length = Math.abs(scale.range[1] - scale.range[0]);
  const [low, high] = [Math.min(...scale.domain), Math.max(...scale.domain)];
  const spacing = vertical ? fontSize * 2.2 : fontSize * 6;
  const wanted = Math.max(1, Math.min(10, Math.floor(length / spacing)));
  return d3
    .ticks(low, high, wanted)
    .filter(Number.isInteger)
    .map((at) => ({ at, text: formatCount(at) }));
}

/** The ticks: those given, names of cells where there is room for them (dates at round dates), or round numbers at cells' edges. */
export function chooseTicks(question: TicksQuestion): Tick[] {
  const { ticks, labels, names, scale } = question;
  if (ticks) {
    const given = ticks.map((at, i) => ({ at, text: labels?.[i] ?? String(at) }));
    return thinTicks(
      given.filter(({ at }) => inside(scale, at)),
      question,
    );
  }
  if (names) {
    const length = Math.abs(scale.range[1] - scale.range[0]);
    const dates = question.vertical ? null : dateTicks(names, scale, Math.floor(length / 75));
    if (dates) return thinTicks(dates, question);
    const { widest = Infinity, fontSize } = question;
    const seen = names
      .map((text, i) => ({ at: i + 0.5, text }))
      .filter(({ at }) => inside(scale, at))
      .map(({ at, text }) => ({ at, text: fitText(text, widest, fontSize) }));
    return thinTicks(
      seen.filter((tick) => reaches(tick, question)),
      question,
    );
  }
  return thinTicks(numbered(question), question);
}
