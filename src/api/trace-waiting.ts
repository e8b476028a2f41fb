import { UnsupportedError } from '../errors.js';
import type { ModelInput } from '../graph/model-input.js';
import { needsOnnxRuntime } from '../onnx/left-to-others.js';
import type { Trace } from '../trace/trace.js';
import type { TraceOptions } from '../trace/trace-options.js';
import type { Layer } from './layer.js';

/** Traces at once where gatelab runs everything itself, and otherwise waits for onnxruntime. */
export function traceWaiting(
  layer: Layer,
  input: ModelInput,
  options: TraceOptions,
): Promise<Trace<Layer>> {
  return waiting(
    () => layer.trace(input, options),
    () => layer.traceAsync(input, options),
  );
}

/** The result of a plain call, or of the one that waits for onnxruntime where that has to run operations. */
export async function waiting<T>(now: () => T, later: () => Promise<T>): Promise<T> {
  try {
    return now();
  } catch (error) {
    if (error instanceof UnsupportedError && error.reason === needsOnnxRuntime) return later();
    throw error;
  }
}
