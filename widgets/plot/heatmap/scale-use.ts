// How much of its colour scale a picture uses, so that a pale one is not taken for one without differences.
import { naturalRange } from '../norm/limits.js';
import { formatShort } from '../text/numbers.js';
import type { Say } from '../text/words.js';
import type { HeatmapPlan, PanelPlan } from './plan.js';
import type { HeatmapSpec } from './spec.js';

/** A picture that uses less of its scale than this says so. */
const little = 0.3;

/** The share of the range `[low, high]` between these limits; NaN where there are no numbers. */
export function shareUsed(
  { min, max }: { readonly min: number | null; readonly max: number | null },
  [low, high]: readonly [number, number],
): number {
  if (min === null || max === null) return NaN;
  const seen = Math.min(max, high) - Math.max(min, low);
  return Math.max(0, seen) / (high - low);
}

/** A share in percent: whole ones from one on. */
export function percentOf(share: number): string {
  const percent = share * 100;
  return percent >= 1 ? percent.toFixed(0) : formatShort(Number(percent.toPrecision(1)));
}

/** Whether these numbers have a natural range and limits that nobody chose, so that fitting them makes a difference. */
export const canFit = ({ facets, norm, vmin, vmax, fit }: HeatmapSpec): boolean =>
  norm.type === 'linear' &&
  (fit || (vmin === null && vmax === null)) &&
  facets.some(({ quantity }) => naturalRange(quantity) !== null);

function shareOf({ facet, coloring: { limits } }: PanelPlan): number {
  return shareUsed(facet.stats, [limits.vmin, limits.vmax]);
}

/** What a picture says of its scale: that it uses little of it, or that it was fitted; nothing otherwise. */
export function scaleNotes({ spec, panels }: HeatmapPlan, say: Say): string[] {
  if (spec.norm.type !== 'linear' && spec.norm.type !== 'centered') return [];
  const fitted = panels.find(({ coloring }) => spec.fit && naturalRange(coloring.quantity));
  const ends = (low: number, high: number): [string, string] => [
    formatShort(low),
    formatShort(high),
  ];
  if (fitted) {
    const { limits, quantity } = fitted.coloring;
    return [say('fitted', ...ends(limits.vmin, limits.vmax), ...ends(...naturalRange(quantity)!))];
  }
  const pale = panels.filter((panel) => shareOf(panel) < little);
  return pale.slice(0, 3).map((panel) => {
    const { vmin, vmax } = panel.coloring.limits;
    const text = say('usesScale', percentOf(shareOf(panel)), ...ends(vmin, vmax));
    return panels.length > 1 && panel.facet.title ? `${panel.facet.title} ${text}` : text;
  });
}
