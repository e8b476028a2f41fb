import { BadFileError } from '../../errors.js';
import { readText, type Parts } from '../../files/parts.js';
import type { Candidate, Format } from '../format.js';
import { checkShapes } from '../keras/check-shapes.js';
import { modelNameOf, modelOfConfig } from '../keras/layer-config.js';
import type { LayerSpec, ModelFile } from '../model-file.js';
import { isJson, textOf, type Json } from '../parse-json.js';
import { readCheckpoint, type Checkpoint } from './checkpoint.js';
import { layersOfNames } from './named-cells.js';
import { layersOfObjects, savedConfig } from './object-graph.js';
import { isTable } from './table.js';

/** TensorFlow checkpoints (`….index` and its data files) and SavedModels (a folder). */
export const tensorflow: Format = {
  name: 'TensorFlow',
  matches: ({ source, parts }) =>
    source ? isTable(source) : parts !== undefined && indexOf(parts) !== undefined,
  open(candidate) {
    return candidate.source ? openFile(candidate) : openFolder(candidate);
  },
};

/** The index of a folder: a SavedModel's, or the checkpoint that its `checkpoint` file names, or the only one. */
function indexOf(parts: Parts): string | undefined {
  if (parts.has('variables/variables.index')) return 'variables/variables.index';
  const latest = parts.has('checkpoint')
    ? /model_checkpoint_path:\s*"([^"]+)"/.exec(readText(parts, 'checkpoint'))?.[1]
    : undefined;
  if (latest && parts.has(`${latest}.index`)) return `${latest}.index`;
  const all = parts.names.filter((name) => name.endsWith('.index'));
  return all.length === 1 ? all[0] : undefined;
}

function openFolder({ name, parts, config }: Candidate): ModelFile {
  const index = indexOf(parts!)!;
  const stored = parts!.has('keras_metadata.pb') ? savedConfig(parts!) : undefined;
  const source = parts!.open(index);
  try {
    const checkpoint = readCheckpoint(source, shardOpener(parts!, index));
    const format = parts!.has('saved_model.pb') ? 'TensorFlow SavedModel' : 'TensorFlow checkpoint';
    return modelOf({ name, format, checkpoint, config: stored ?? config });
  } finally {
    source.close();
  }
}

function openFile({ name, source, beside, config }: Candidate): ModelFile {
  const index = name.split(/[/\\]/).at(-1)!;
  const checkpoint = readCheckpoint(source!, shardOpener(beside, index));
  return modelOf({ name, format: 'TensorFlow checkpoint', checkpoint, config });
}

function shardOpener(parts: Parts, index: string) {
  const digits = (n: number) => String(n).padStart(5, '0');
  const prefix = index.replace(/\.index$/, '');
  return (n: number, count: number) =>
    parts.open(`${prefix}.data-${digits(n)}-of-${digits(count)}`);
}

interface Found {
  readonly name: string;
  readonly format: string;
  readonly checkpoint: Checkpoint;
  readonly config: Json | undefined;
}

/** Keras's checkpoints are keyed by objects, those of TensorFlow 1 by the names of variables. */
function modelOf({ name, format, checkpoint, config }: Found): ModelFile {
  const { variables, close } = checkpoint;
  const byObject = [...variables.keys()].some((key) => key.includes('/.ATTRIBUTES/'));
  const model = byObject && config ? modelOfConfig(name, config) : undefined;
  const layers: LayerSpec[] = byObject
    ? checkShapes(name, layersOfObjects(variables, model?.layers))
    : layersOfNames(variables).map((layer) => ({
        ...layer,
        config: { ...config, ...layer.config },
      }));
  if (layers.length === 0) {
    close();
    throw new BadFileError(
      `${name}: its variables have no layers that could be told apart; save the model in Keras, as .keras or .h5`,
      { file: name },
    );
  }
  const version = isJson(config) ? textOf(config['keras_version']) : undefined;
  return {
    name,
    format,
    framework: byObject ? 'keras' : 'tensorflow',
    frameworkVersion: byObject ? (version ?? '2') : undefined,
    modelName: modelNameOf(config),
    layers,
    ends: model?.ends,
    hasConfig: config !== undefined,
    checksums: {
      what: 'CRC-32C of every variable and of every block of the index',
      verify: () => variables.forEach((variable) => void variable.read()),
    },
    close,
  };
}
