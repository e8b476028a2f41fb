// Everything that is decided before a heatmap is drawn.
import { lineHeight } from '../text/lines-of-text.js';
import { wrapText } from '../text/measure.js';
import { speaker } from '../text/words.js';
import { colorings } from './colors.js';
import { layoutHeatmap } from './layout.js';
import { notesOf } from './notes.js';
import { orderRows } from './order.js';
import type { HeatmapPlan, PanelPlan } from './plan.js';
import { sizes } from './sizes.js';
import type { HeatmapSpec } from './spec.js';

/** The range to show: the wish cut to what there is, everything when nothing would be left. */
function visibleRange(wish: readonly [number, number] | null, cells: number): [number, number] {
  if (!wish) return [0, cells];
  const low = Math.max(0, Math.min(wish[0], wish[1]));
  const high = Math.min(cells, Math.max(wish[0], wish[1]));
  return high > low ? [low, high] : [0, cells];
}

/** Room for more than one line of notes; English ones, which are the longest, on a screen that shows the fewest cells. */
function withNotes(plan: HeatmapPlan): HeatmapPlan {
  const { layout } = plan;
  const text = notesOf(plan, speaker('en')).join(' · ');
  const noteLines = Math.max(1, wrapText(text, layout.width - 8, sizes.note).length);
  const more = Math.round((noteLines - 1) * sizes.note * lineHeight);
  const [height, noteAt] = [layout.height + more, layout.noteAt + more];
  return more === 0 ? plan : { ...plan, layout: { ...layout, height, noteAt, noteLines } };
}

/** Plans a heatmap of `width` pixels. Throws a RangeError when norm, limits or colours do not fit. */
export function planHeatmap(spec: HeatmapSpec, width: number): HeatmapPlan {
  const colors = colorings(spec);
  const layout = layoutHeatmap(spec, colors, width);
  const panels = layout.panels.map((box): PanelPlan => {
    const facet = spec.facets[box.facet]!;
    const up: [number, number] = [box.y + box.height, box.y];
    const down: [number, number] = [box.y, box.y + box.height];
    return {
      facet,
      box,
      coloring: colors[box.facet]!,
      x: { domain: visibleRange(spec.xlim, facet.columns), range: [box.x, box.x + box.width] },
      y: {
        domain: visibleRange(spec.ylim, facet.rows),
        range: spec.origin === 'upper' ? down : up,
      },
    };
  });
  return withNotes({ spec, layout, panels, rows: orderRows(spec) });
}
