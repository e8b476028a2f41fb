// A heatmap ready to be drawn: layout, colours, scales, order of rows.
import type { Scale } from '../axis/scale.js';
import type { Coloring } from './colors.js';
import type { Layout, PanelBox } from './boxes.js';
import type { RowArrangement } from './order.js';
import type { Facet, HeatmapSpec } from './spec.js';

/** One panel ready to be drawn. Scales are in cells: x in columns of the matrix, y in rows as shown. */
export interface PanelPlan {
  /** Its numbers. */
  readonly facet: Facet;
  /** Where it stands. */
  readonly box: PanelBox;
  /** How its numbers become colours. */
  readonly coloring: Coloring;
  /** Columns to pixels. */
  readonly x: Scale;
  /** Rows as shown to pixels. */
  readonly y: Scale;
}

/** A heatmap ready to be drawn. */
export interface HeatmapPlan {
  /** What it was planned from. */
  readonly spec: HeatmapSpec;
  /** Where everything stands. */
  readonly layout: Layout;
  /** In the order of the facets. */
  readonly panels: readonly PanelPlan[];
  /** The order of the rows, the same in all panels. */
  readonly rows: RowArrangement;
}
