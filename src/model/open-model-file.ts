import type { ByteSource } from '../files/byte-source.js';
import { openFileSource } from '../files/file-source.js';
import { filesBeside, filesIn, isFolder } from '../files/folder.js';
import type { Parts } from '../files/parts.js';
import { isZip, openZip } from '../files/zip.js';
import type { Candidate, Format, OpenOptions } from './format.js';
import { kerasArchive } from './keras/archive.js';
import { kerasHdf5 } from './keras/hdf5-format.js';
import { kerasShards } from './keras/sharded-weights.js';
import type { ModelFile } from './model-file.js';
import { npz } from './npz/format.js';
import { onnx } from './onnx/format.js';
import { pytorch } from './pytorch/format.js';
import { safetensors } from './safetensors/format.js';
import { tensorflow } from './tensorflow/format.js';
import { tfjs } from './tfjs/format.js';
import { isJson, parseJson, type Json } from './parse-json.js';

/** Every format, in the order in which they are asked. */
const formats: readonly Format[] = [
  kerasArchive,
  kerasHdf5,
  pytorch,
  safetensors,
  npz,
  onnx,
  kerasShards,
  tfjs,
  tensorflow,
];

/**
 * Opens a model file (or folder) of any format, told by its content. Weights are read when they are asked for.
 * @throws Error when the file cannot be read, is damaged, or is of no known format; the sentence names it.
 */
export async function openModelFile(path: string, options: OpenOptions = {}): Promise<ModelFile> {
  const config = readConfig(options.config);
  if (isFolder(path)) return openModelParts(filesIn(path), config);
  return openModelSource(openFileSource(path), filesBeside(path), config);
}

/**
 * Opens a model from any source of bytes; `openModelFile` does so with a file. The model owns the source, which is closed with it,
 * or at once when it cannot be opened.
 * @throws Error when the source is damaged or of no known format.
 */
export async function openModelSource(
  source: ByteSource,
  beside: Parts,
  config?: Json,
): Promise<ModelFile> {
  try {
    const parts = isZip(source) ? openZip(source) : undefined;
    const model = await openCandidate({ name: source.name, source, parts, beside, config });
    return {
      ...model,
      close() {
        model.close();
        source.close();
      },
    };
  } catch (error) {
    source.close();
    throw error;
  }
}

/**
 * Opens a model that is a folder of files.
 * @throws Error when the files are damaged or of no known format.
 */
export function openModelParts(parts: Parts, config?: Json): Promise<ModelFile> {
  return openCandidate({ name: parts.name, source: undefined, parts, beside: parts, config });
}

async function openCandidate(candidate: Candidate): Promise<ModelFile> {
  return findFormat(candidate).open(candidate);
}

function findFormat(candidate: Candidate): Format {
  const found = formats.find((format) => format.matches(candidate));
  if (found) return found;
  const known = formats.map(({ name }) => name).join(', ');
  throw new Error(
    candidate.source?.size === 0
      ? `${candidate.name}: the file is empty; get it anew`
      : `${candidate.name}: it is no model of a known format (${known})`,
  );
}

function readConfig(config: OpenOptions['config']): Json | undefined {
  if (typeof config !== 'string') return config;
  const source = openFileSource(config);
  try {
    const parsed = parseJson(config, new TextDecoder().decode(source.read(0, source.size)));
    if (isJson(parsed)) return parsed;
    throw new Error(`${config}: a config must be a JSON object, as model.to_json() writes it`);
  } finally {
    source.close();
  }
}
