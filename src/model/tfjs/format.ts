import type { ByteSource } from '../../files/byte-source.js';
import { decodeUtf8 } from '../../files/utf8.js';
import { BadFileError } from '../../errors.js';
import { quote } from '../../files/quote.js';
import { concatSource } from '../../files/concat-source.js';
import type { Candidate, Format } from '../format.js';
import type { ModelFile, Tensor } from '../model-file.js';
import { checkShapes } from '../keras/check-shapes.js';
import { modelNameOf, modelOfConfig, type ConfigLayer } from '../keras/layer-config.js';
import { withWeights } from '../keras/share-weights.js';
import { isJson, looksLikeJson, parseJson, textOf, type Json } from '../parse-json.js';
import { readManifest } from './weights-manifest.js';

/** TensorFlow.js layers models: `model.json` and the files of weights beside it. */
export const tfjs: Format = {
  name: 'TensorFlow.js',
  matches: ({ source }) => source !== undefined && looksLikeJson(source),
  open(candidate) {
    const { name, source } = candidate;
    const json = parseJson(name, decodeUtf8(name, source!.read(0, source!.size)), source!.budget);
    if (!isJson(json) || !Array.isArray(json['weightsManifest'])) {
      throw new BadFileError(
        `${name}: it is JSON but no TensorFlow.js model; the config of a weights-only file is given beside it, as { config }`,
        { file: name, reason: 'unknown-format' },
      );
    }
    return openLayersModel(candidate, json, json['weightsManifest']);
  },
};

function openLayersModel(candidate: Candidate, json: Json, manifest: unknown[]): ModelFile {
  const { name } = candidate;
  const topology = isJson(json['modelTopology']) ? json['modelTopology'] : {};
  // A converted Keras model has its config one level deeper than one that TensorFlow.js saved.
  const config = isJson(topology['model_config']) ? topology['model_config'] : topology;
  if (json['format'] === 'graph-model' || !('class_name' in config)) {
    throw new BadFileError(
      `${name}: it is a graph model, in which layers cannot be told apart; convert it as a layers model`,
      { file: name },
    );
  }
  const shards: ByteSource[] = [];
  const opened = new Set<string>();
  const open = (files: readonly string[]) => {
    for (const file of files) {
      // The weights of a file named again would be taken again: a small file would become a large model.
      if (opened.has(file)) {
        throw new BadFileError(`${name}: it names the file ${quote(file)} twice; get it anew`, {
          file: name,
        });
      }
      opened.add(file);
    }
    const sources = files.map((file) => candidate.beside.open(file));
    for (const source of sources) shards.push(source);
    return concatSource(name, sources);
  };
  const close = () => shards.forEach((shard) => shard.close());
  try {
    const tensors = manifest.flatMap((group) => readManifest(name, group, open));
    const { layers, ends } = modelOfConfig(name, config);
    const version = textOf(topology['keras_version']) ?? textOf(json['generatedBy']);
    return {
      name,
      format: tfjs.name,
      framework: 'tfjs',
      frameworkVersion: version,
      modelName: modelNameOf(config),
      layers: shareTensors(name, layers, tensors),
      ends,
      hasConfig: true,
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** The tensors of the whole model stand in one list, as those of a nested model do. */
function shareTensors(file: string, children: readonly ConfigLayer[], tensors: readonly Tensor[]) {
  const root = { name: '', className: 'Model', config: {}, inbound: [], children };
  return checkShapes(file, withWeights(root, tensors).children);
}
