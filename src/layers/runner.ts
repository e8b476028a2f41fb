import type { ActivationEra } from '../cell/find-activation.js';
import type { LayerSpec } from '../model/model-file.js';
import type { Batch, Shape } from '../trace/batch.js';

/** A layer that can be run. */
export interface Runner {
  /** The shapes of the outputs for these input shapes, without running anything or reading any weight. */
  outputShapes(inputs: readonly Shape[]): Shape[];
  /** Runs the layer on whole batches; weights are read when this is called. */
  run(inputs: readonly Batch[]): Batch[];
}

/** What a layer must know of its file, besides its own spec. */
export interface LayerContext extends ActivationEra {
  /** What error messages call the file. */
  readonly file: string;
  /** Makes a model that stands inside a wrapper runnable; undefined for what is no model. */
  readonly nested?: (spec: LayerSpec) => Runner | undefined;
}

/** Makes a layer of one class runnable. */
export type RunnerMaker = (spec: LayerSpec, context: LayerContext) => Runner;

/** A runner with one input and one output. */
export function simpleRunner(
  outputShape: (input: Shape) => Shape,
  run: (input: Batch) => Batch,
): Runner {
  return {
    outputShapes: ([input]) => [outputShape(input ?? [null])],
    run: ([input]) => [run(input!)],
  };
}
