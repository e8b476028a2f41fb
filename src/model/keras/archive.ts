import { BadFileError } from '../../errors.js';
import { readText, type Parts } from '../../files/parts.js';
import { openHdf5, type Hdf5File } from '../../hdf5/hdf5-file.js';
import type { Format } from '../format.js';
import type { ModelFile } from '../model-file.js';
import { isJson, parseJson, textOf } from '../parse-json.js';
import { checkShapes } from './check-shapes.js';
import { listsLayers, modelNameOf, modelOfConfig } from './layer-config.js';
import { bareStoredLayers, layersWithStored } from './stored-layers.js';

const weightsPart = 'model.weights.h5';

/** `.keras` as Keras 2.12 and later write it: a zip, or the same files in a folder. */
export const kerasArchive: Format = {
  name: 'Keras .keras',
  matches: ({ parts }) =>
    parts !== undefined && parts.has('config.json') && parts.has('metadata.json'),
  open: ({ parts }) => openArchive(parts!),
};

async function openArchive(parts: Parts): Promise<ModelFile> {
  const read = (part: string) =>
    parseJson(`${parts.name}/${part}`, readText(parts, part), parts.budget);
  const metadata = read('metadata.json');
  const config = read('config.json');
  const version = isJson(metadata) ? textOf(metadata['keras_version']) : undefined;
  if (!parts.has(weightsPart)) {
    throw new BadFileError(
      `${parts.name}: it has no ${weightsPart}; save the model as .keras in HDF5 anew`,
      { file: parts.name },
    );
  }
  const source = parts.open(weightsPart);
  let file: Hdf5File | undefined;
  const close = () => {
    file?.close();
    source.close();
  };
  try {
    file = await openHdf5(source);
    // The structure of a class of the user's own is code; its weights can be read.
    const model = listsLayers(config) ? modelOfConfig(parts.name, config) : undefined;
    const layers = model ? layersWithStored(file, '/', model.layers) : bareStoredLayers(file);
    return {
      name: parts.name,
      format: `Keras ${version?.split('.')[0] ?? '3'} .keras`,
      framework: 'keras',
      frameworkVersion: version,
      modelName: modelNameOf(config),
      layers: checkShapes(parts.name, layers),
      ends: model?.ends,
      hasConfig: model !== undefined,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
