// The gate-analysis module: everything a program or a cell may use.
export type { NdArray, PlainArray, FloatStorage } from './ndarray/nd-array.js';
export { toNdArray } from './ndarray/nd-array.js';
export type { FloatType } from './ndarray/make.js';
export type { ArrayInput, NestedNumbers } from './ndarray/as-nd-array.js';
export { asNdArray } from './ndarray/as-nd-array.js';
export { ops } from './ndarray/ops.js';
export { Model } from './network/model.js';
export { Layer } from './network/layer.js';
export type { TraceOptions } from './network/layer.js';
export type { LayerWeights } from './network/layer-weights.js';
export type { Summary, SummaryRow } from './network/summary.js';
export { Trace } from './trace/trace.js';
export type { SeriesName } from './trace/trace.js';
export type { Provenance } from './trace/provenance.js';
export { provenanceOf } from './trace/provenance.js';
export { GateViews } from './weights/gate-views.js';
