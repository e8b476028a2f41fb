import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { runnerFor } from '../layers/recurrent/recurrent-runner.js';
import type { Batch } from '../trace/batch.js';
import { requireList } from '../trace/interventions/amendments.js';
import type { LayerInterventions } from '../trace/interventions/intervention.js';
import { inputsAt } from './inputs-at.js';
import type { TraceOptions } from '../trace/trace-options.js';
import type { ModelInput } from './model-input.js';
import type { TraceTarget } from './trace-target.js';
import { runOptions } from '../trace/run-options.js';
import type { LayerParts } from './traced-parts.js';
import { tracedParts } from './traced-parts.js';

const traceOptions = [...runOptions, 'method', 'clamp', 'ablate', 'layerInput', 'at'];

/** Runs the network up to a layer and then the layer, remembering everything; batches have the samples first. */
export function traceLayer(
  { network, name, runner: own }: TraceTarget,
  input: ModelInput,
  options: TraceOptions,
): { parts: LayerParts; single: boolean } {
  checkOptions(options, traceOptions, `Layer "${name}".trace`);
  const { method, dtype = 'float64' } = options;
  const found = inputsAt({ network, name, runner: own }, input, { ...options, dtype });
  const { batches, single, run } = found;
  const runner = runnerFor(found.runner, options);
  const [arrived] = batches as [Batch, ...Batch[]];
  const initialState = run.firstStates({ call: name, layer: name }, runner, arrived);
  const interventions = interventionsIn(name, options);
  const traced = runner.trace(batches, { initialState, method, interventions });
  const call = { name, runner, arrived, run: traced };
  return { single, parts: tracedParts(call, run, { input, options }) };
}

/** @throws ArgumentError for interventions in other layers. */
function interventionsIn(name: string, { at, part }: TraceOptions): LayerInterventions | undefined {
  if (at) requireList(at);
  const other = at?.find(({ layer }) => layer !== undefined && layer !== name);
  if (other) {
    throw new ArgumentError(
      `A trace of layer "${name}" intervenes in this layer alone; for layer "${other.layer}" run the whole model, model.run(X, { at })`,
      { layer: name },
    );
  }
  return at && { layer: name, at, part };
}
