// Everything that is decided before a heatmap is drawn: layout, colours, scales, order of rows.
import type { Scale } from '../axis/scale.js';
import { colorings, type Coloring } from './colors.js';
import { layoutHeatmap, type Layout, type PanelBox } from './layout.js';
import { orderRows, type RowArrangement } from './order.js';
import type { Facet, HeatmapSpec } from './spec.js';

/** One panel ready to be drawn. Scales are in cells: x in columns of the matrix, y in rows as shown. */
export interface PanelPlan {
  readonly facet: Facet;
  readonly box: PanelBox;
  readonly coloring: Coloring;
  readonly x: Scale;
  readonly y: Scale;
}

/** A heatmap ready to be drawn. */
export interface HeatmapPlan {
  readonly spec: HeatmapSpec;
  readonly layout: Layout;
  readonly panels: readonly PanelPlan[];
  readonly rows: RowArrangement;
}

/** The range to show: the wish cut to what there is, everything when nothing would be left. */
export function visibleRange(
  wish: readonly [number, number] | null,
  cells: number,
): [number, number] {
  if (!wish) return [0, cells];
  const low = Math.max(0, Math.min(wish[0], wish[1]));
  const high = Math.min(cells, Math.max(wish[0], wish[1]));
  return high > low ? [low, high] : [0, cells];
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
  return { spec, layout, panels, rows: orderRows(spec) };
}
