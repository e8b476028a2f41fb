// The kernel's side of the widgets: everything here is in scope in every cell.
export type { Comm, CommData, CommHost, CommMessage, CommOpenOptions } from './core/comm.js';
export { Widget } from './core/widget.js';
export type { Change } from './core/observers.js';
export { heatmap, Heatmap, type HeatmapValues } from './pictures/heatmap.js';
export type { HeatmapOptions } from './pictures/heatmap-options.js';
export { gates, type GatesOptions } from './pictures/gates.js';
export { explore, type Exploration, type ExploreOptions } from './pictures/explore.js';
export { difference } from './pictures/difference.js';
export { errorTable, ErrorTable, type ErrorTableOptions } from './pictures/error-table.js';
export { changesView } from './pictures/changes.js';
export { GateLink } from './pictures/gate-link.js';
export * from './controls/controls.js';
export type { UploadedFile } from './core/wire-value.js';
export type { Options } from './controls/choices.js';
export { dlink, jsdlink, jslink, link, type KernelLink, type TraitOf } from './controls/links.js';
export {
  interact,
  interactive,
  type Abbreviation,
  type Interactive,
} from './controls/interactive.js';
export { customWidget, type View, type ViewModel, type ViewSource } from './core/custom-widget.js';
export {
  bars,
  Chart,
  histogram,
  multiples,
  phase,
  scatter,
  type ChartOptions,
  type ChartValues,
  type NamedPairs,
} from './pictures/charts.js';
export { lines, Lines, type LinesOptions } from './pictures/lines.js';
export { tokens, Tokens } from './pictures/tokens.js';
export { weightMaps, WeightMaps } from './pictures/weight-maps.js';
export { cellDiagram, CellDiagram, type CellDiagramOptions } from './pictures/cell-diagram.js';
