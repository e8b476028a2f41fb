// A model in the form in which notebooks and pages store it (`application/vnd.jupyter.widget-state+json`).
import { toBase64 } from './base64.js';
import { splitBuffers, type BufferPath } from './buffers.js';

/** One model; what is binary in its state stands beside it. */
export interface StoredModel {
  /** The class of the model; not checked when read. */
  readonly model_name: unknown;
  /** The module of the front end that has it; not checked when read. */
  readonly model_module: unknown;
  /** The version of that module; not checked when read. */
  readonly model_module_version: unknown;
  /** The traits that differ from their defaults; what is binary stands in `buffers`. */
  readonly state: Readonly<Record<string, unknown>>;
  /** Binary values as base64, and where in the state they belong. */
  readonly buffers?: readonly {
    readonly encoding: 'base64';
    readonly path: BufferPath;
    readonly data: string;
  }[];
}

/** Models by their ids. */
export interface StoredModels {
  /** The version of the format. */
  readonly version_major: 2;
  /** The minor version of the format. */
  readonly version_minor: 0;
  /** By the ids of the models. */
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
