import type { Change } from './clamp.js';
import type { RunOptions } from './run-options.js';
import type { Intervention } from './interventions/intervention.js';
import type { Method } from './run-sequences.js';

/** How a layer is traced. The precision is `float64` (the definition, and the default) or `float32`, which rounds as the frameworks do. */
export interface TraceOptions extends Change, RunOptions {
  /** `definition` computes by the textbook's formulas instead of the compiled ones; they agree to rounding. */
  readonly method?: Method;
  /** The array is what arrives at this layer, not the model's input: nothing in front of the layer is run. */
  readonly layerInput?: boolean;
  /** What is changed in this layer from within, at chosen steps; `model.run` does so in all layers at once. */
  readonly at?: readonly Intervention[];
}
