// A model in the form in which notebooks and pages store it (`application/vnd.jupyter.widget-state+json`).
import { toBase64 } from './base64.js';
import { splitBuffers, type BufferPath } from './buffers.js';

/** One model; what is binary in its state stands beside it. */
export interface StoredModel {
  readonly model_name: unknown;
  readonly model_module: unknown;
  readonly model_module_version: unknown;
  readonly state: Readonly<Record<string, unknown>>;
  readonly buffers?: readonly {
    readonly encoding: 'base64';
    readonly path: BufferPath;
    readonly data: string;
  }[];
}

/** Models by their ids. */
export interface StoredModels {
  readonly version_major: 2;
  readonly version_minor: 0;
  readonly state: Readonly<Record<string, StoredModel>>;
}

/** The stored form of a state on the wire, binary values in place. */
export function storedModel(wire: Readonly<Record<string, unknown>>): StoredModel {
  const { state, paths, buffers } = splitBuffers(wire);
  const stored = buffers.map((buffer, index) => ({
    encoding: 'base64' as const,
    path: paths[index]!,
    data: toBase64(buffer),
  }));
  return {
    model_name: wire._model_name,
    model_module: wire._model_module,
    model_module_version: wire._model_module_version,
    state,
    ...(stored.length > 0 && { buffers: stored }),
  };
}
