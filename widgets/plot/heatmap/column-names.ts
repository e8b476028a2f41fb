// Names below the columns: beside each other where they fit, upright where they are longer than their cells are wide.
import { areDates } from '../axis/date-ticks.js';
import { everyFitting } from '../axis/ticks.js';
import { fitText, textWidth } from '../text/measure.js';
import { sizes } from './sizes.js';
import type { HeatmapSpec } from './spec.js';
import { largest } from '../../../src/lists/extremes.js';

/** Upright names are written in full up to this length. */
export const longestUpright = 84;

/** Whether names of columns stand upright in panels of this width, and the pixels below a panel that texts take. */
export function columnNameRoom(
  { columnNames: names, xticks, facets }: HeatmapSpec,
  width: number,
): { upright: boolean; below: number } {
  const beside = { upright: false, below: sizes.font + 12 };
  const columns = Math.max(1, largest(facets.map((facet) => facet.columns)));
  if (!names || xticks || areDates(names) || width / columns < sizes.font * 1.15) return beside;
  const ticks = names.map((text, i) => ({
    at: i + 0.5,
    text: fitText(text, width / 2, sizes.font),
  }));
  const scale = { domain: [0, columns], range: [0, width] } as const;
  if (everyFitting(ticks, { scale, vertical: false, fontSize: sizes.font }) === 1) return beside;
  const longest = largest(names.map((name) => textWidth(name, sizes.font)));
  return { upright: true, below: Math.min(longestUpright, longest) + 14 };
}
