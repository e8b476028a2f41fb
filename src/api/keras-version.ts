import type { LayerSpec, ModelFile } from '../model/model-file.js';
import { isRecord } from '../layers/config.js';

/**
 * The file with the version that its config gives away, where it names none: only Keras 3 writes a layer's dtype as a `DTypePolicy`.
 * (`model.to_json()` of Keras 2 names its version, that of Keras 3 does not.)
 */
export function withKnownVersion(file: ModelFile): ModelFile {
  if (file.framework !== 'keras' || file.frameworkVersion !== undefined) return file;
  if (!file.layers.some(byKeras3)) return file;
  return { ...file, frameworkVersion: '3', close: () => file.close() };
}

function byKeras3({ config, children }: LayerSpec): boolean {
  const { dtype } = config;
  const policy = isRecord(dtype) && /DTypePolicy$/.test(String(dtype['class_name']));
  return policy || children.some(byKeras3);
}
