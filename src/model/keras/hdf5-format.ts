import { isHdf5, openHdf5, type Hdf5File } from '../../hdf5/hdf5-file.js';
import type { Format } from '../format.js';
import type { ModelFile } from '../model-file.js';
import { isJson, type Json } from '../parse-json.js';
import { checkShapes, requireWeights } from './check-shapes.js';
import { modelNameOf, modelOfConfig } from './layer-config.js';
import { bareStoredLayers, hasStoredLayers, layersWithStored } from './stored-layers.js';
import { openKerasHdf5 } from './hdf5-model.js';

/** All Keras files in HDF5: whole models of Keras 1, 2 and 3, weights alone, and Keras 3's `.weights.h5`. */
export const kerasHdf5: Format = {
  name: 'Keras HDF5',
  matches: ({ source }) => source !== undefined && isHdf5(source),
  async open({ source, config }) {
    const file = await openHdf5(source!);
    try {
      return hasStoredLayers(file) ? openStored(file, config) : openKerasHdf5(file, config);
    } catch (error) {
      file.close();
      throw error;
    }
  },
};

/** Keras 2's `to_json` always says its version; Keras 3's never does, but it says how the class is registered. */
function versionOf(config: Json | undefined): string | undefined {
  const version = config?.['keras_version'];
  if (typeof version === 'string') return version;
  return config && 'registered_name' in config ? '3' : undefined;
}

/** Keras 3's `.weights.h5` names neither a version nor the layers' configs; a config says the version it was written by. */
export function openStored(file: Hdf5File, config: Json | undefined): ModelFile {
  const model = config && modelOfConfig(file.name, config);
  return {
    name: file.name,
    format: 'Keras 3 .weights.h5',
    framework: 'keras',
    frameworkVersion: versionOf(config),
    modelName: modelNameOf(config),
    layers: model
      ? checkShapes(file.name, requireWeights(file.name, layersWithStored(file, '/', model.layers)))
      : bareStoredLayers(file),
    ends: model?.ends,
    hasConfig: isJson(config),
    close: file.close,
  };
}
