// A heatmap ready to be drawn: layout, colours, scales, order of rows.
import type { Scale } from '../axis/scale.js';
import type { Coloring } from './colors.js';
import type { Layout, PanelBox } from './boxes.js';
import type { RowArrangement } from './order.js';
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
