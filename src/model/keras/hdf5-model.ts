import { BadFileError } from '../../errors.js';
import type { Hdf5File } from '../../hdf5/hdf5-file.js';
import type { LayerSpec, ModelFile, Tensor } from '../model-file.js';
import { parseJson, type Json } from '../parse-json.js';
import { makeTensor } from '../tensor.js';
import { checkShapes, requireWeights } from './check-shapes.js';
import { modelNameOf, modelOfConfig } from './layer-config.js';
import { textAttribute, textsAttribute } from './split-attribute.js';
import { withWeights } from './share-weights.js';
import { layerFromWeights } from './weights-without-config.js';

/**
 * Keras's first HDF5 layout, which Keras 3 still writes for `.h5`: one group for each layer, named by the user, whose
 * attribute `weight_names` lists its weights in order. Whole models carry their config as an attribute.
 */
export function openKerasHdf5(file: Hdf5File, given: Json | undefined): ModelFile {
  const stored = textAttribute(file, '/', 'model_config');
  const group = file.kind('/model_weights') === 'group' ? '/model_weights' : '/';
  const names = textsAttribute(file, group, 'layer_names');
  if (!names && file.attribute('/', 'nb_layers') !== undefined) {
    throw new BadFileError(
      `${file.name}: it holds weights of Keras 0, which only numbered its layers; load them in Keras 1 and save the model`,
      { file: file.name },
    );
  }
  if (!names) {
    throw new BadFileError(
      `${file.name}: it is an HDF5 file, but no Keras model; read its arrays with readArray(path, { dataset })`,
      { file: file.name, reason: 'unknown-format' },
    );
  }
  const version =
    textAttribute(file, '/', 'keras_version') ?? textAttribute(file, group, 'keras_version') ?? '1';
  const config = stored === undefined ? given : parseJson(file.name, stored, file.budget);
  const model = config === undefined ? undefined : modelOfConfig(file.name, config);
  const check = stored === undefined ? requireWeights : <T>(_: string, layers: T): T => layers;
  const weightsOf = (name: string) => readLayerWeights(file, `${joined(group)}${name}`);
  return {
    name: file.name,
    format: `Keras ${version.split('.')[0]} HDF5${stored === undefined ? ' weights' : ''}`,
    framework: 'keras',
    frameworkVersion: version,
    modelName: modelNameOf(config),
    layers: model
      ? checkShapes(
          file.name,
          check(
            file.name,
            model.layers.map((layer) =>
              withWeights(layer, names.includes(layer.name) ? weightsOf(layer.name) : []),
            ),
          ),
        )
      : bareLayers(names, weightsOf),
    ends: model?.ends,
    hasConfig: model !== undefined,
    close: file.close,
  };
}

function bareLayers(names: readonly string[], weightsOf: (name: string) => Tensor[]): LayerSpec[] {
  const layers: LayerSpec[] = [];
  for (const name of names) {
    const weights = weightsOf(name);
    if (weights.length > 0) layers.push(layerFromWeights(name, weights));
  }
  return layers;
}

/** A layer's weights in the order of `get_weights()`, which its group lists; names are only paths here. */
function readLayerWeights(file: Hdf5File, group: string): Tensor[] {
  if (file.kind(group) !== 'group') return [];
  const names = textsAttribute(file, group, 'weight_names') ?? [];
  return names.map((name) => {
    const dataset = file.dataset(`${group}/${name}`);
    return makeTensor({ name, shape: dataset.shape, type: dataset.type, read: dataset.read });
  });
}

function joined(group: string): string {
  return group === '/' ? '/' : `${group}/`;
}
