import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The part of onnxruntime-node that is used; it is an optional peer, so its types may not be there. */
export interface OnnxRuntime {
  /** Loads a model from its bytes. */
  readonly InferenceSession: {
    create(model: Uint8Array, options?: Readonly<Record<string, unknown>>): Promise<OnnxSession>;
  };
  /** Makes an array: the type's name, its numbers in C order, its shape. */
  readonly Tensor: new (type: string, data: OnnxData, dims: readonly number[]) => OnnxTensor;
  /** Which versions are at work. */
  readonly env: { readonly versions?: { readonly node?: string; readonly common?: string } };
}

/** A model that is loaded. */
export interface OnnxSession {
  /** Computes all outputs, by name, from the inputs by name. */
  run(
    feeds: Readonly<Record<string, OnnxTensor>>,
    options?: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, OnnxTensor>>>;
  /** Frees what the model took. Nothing may be run after it. */
  release(): Promise<void>;
}

/** The storages that it takes and gives: texts, halves as their bits, and whole numbers of 64 bits among them. */
export type OnnxData = ArrayLike<number | bigint | string>;

/** An array of onnxruntime's. */
export interface OnnxTensor {
  /** onnxruntime's name of the element type, such as `float32`. */
  readonly type: string;
  /** The numbers, in C order. */
  readonly data: OnnxData;
  /** The length of each axis. */
  readonly dims: readonly number[];
}

/**
 * onnxruntime-node: beside gatelab, in the folder named by GATELAB_ONNXRUNTIME, or in that of the notebook; undefined where it is not
 * installed.
 */
export async function loadOnnxRuntime(): Promise<OnnxRuntime | undefined> {
  // A name that the compiler does not resolve: the package is optional.
  const name: string = 'onnxruntime-node';
  const folders = [process.env['GATELAB_ONNXRUNTIME'], process.cwd()].filter((f) => f);
  const places = [
    () => name,
    ...folders.map((folder) => () => {
      const found = createRequire(join(folder!, 'package.json')).resolve(name);
      return pathToFileURL(found).href;
    }),
  ];
  for (const place of places) {
    try {
      const module = (await import(place())) as OnnxRuntime & { default?: OnnxRuntime };
      return module.default ?? module;
    } catch {
      // Not there; the next place may have it.
    }
  }
  return undefined;
}
