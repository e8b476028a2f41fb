// The kernel's side of the widgets: everything here is in scope in every cell.
export type { Comm, CommData, CommHost, CommMessage, CommOpenOptions } from './comm.js';
export { Widget } from './widget.js';
export type { Change } from './observers.js';
export { heatmap, Heatmap, type HeatmapValues } from './heatmap.js';
export type { HeatmapOptions } from './heatmap-options.js';
export { gates, type GatesOptions } from './gates.js';
export { difference } from './difference.js';
export { errorTable, ErrorTable, type ErrorTableOptions } from './error-table.js';
export { GateLink } from './gate-link.js';
export * from './controls.js';
export type { Options } from './choices.js';
export { dlink, jsdlink, jslink, link, type KernelLink, type TraitOf } from './links.js';
export { interact, interactive, type Abbreviation, type Interactive } from './interactive.js';
export { customWidget, type View, type ViewModel, type ViewSource } from './custom-widget.js';
export { lines, Lines, type LinesOptions } from './lines.js';
export { tokens, Tokens } from './tokens.js';
export { weightMaps, WeightMaps } from './weight-maps.js';
export { cellDiagram, CellDiagram, type CellDiagramOptions } from './cell-diagram.js';
