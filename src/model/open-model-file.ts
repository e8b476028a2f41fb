import { ArgumentError, BadFileError } from '../errors.js';
import { Budget } from '../files/budget.js';
import type { ByteSource } from '../files/byte-source.js';
import { openFileSource } from '../files/file-source.js';
import { filesBeside, filesIn, isFolder } from '../files/folder.js';
import type { Parts } from '../files/parts.js';
import { decodeUtf8 } from '../files/utf8.js';
import { partsWithBudget, withBudget } from '../files/with-budget.js';
import { isZip, openZip } from '../files/zip.js';
import type { Candidate, Format, OpenOptions } from './format.js';
import { kerasArchive } from './keras/archive.js';
import { kerasHdf5 } from './keras/hdf5-format.js';
import { kerasShards } from './keras/sharded-weights.js';
import type { Checksums, ModelFile } from './model-file.js';
import { npz } from './npz/format.js';
import { onnx } from './onnx/format.js';
import { pytorch } from './pytorch/format.js';
import { safetensors } from './safetensors/format.js';
import { pickle } from './pickle/format.js';
import { frozenGraph } from './tensorflow/frozen.js';
import { tensorflow } from './tensorflow/format.js';
import { chainIn } from './state-dict/chain.js';
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
  pickle,
  frozenGraph,
];

/**
 * Opens a model file (or folder) of any format, told by its content. Weights are read when they are asked for.
 * @throws Error when the file cannot be read, is damaged, or is of no known format; the sentence names it.
 */
export async function openModelFile(path: string, options: OpenOptions = {}): Promise<ModelFile> {
  const read = readConfig(options.config);
  const config = options.chain ? { ...read, chain: options.chain } : read;
  if (isFolder(path)) return openModelParts(filesIn(path), config);
  return openModelSource(openFileSource(path), filesBeside(path), config);
}

/**
 * Opens a model from any source of bytes; `openModelFile` does so with a file. The model owns the source, which is closed with it,
 * or at once when it cannot be opened.
 * @throws Error when the source is damaged or of no known format.
 */
export async function openModelSource(
  file: ByteSource,
  around: Parts,
  config?: Json,
): Promise<ModelFile> {
  const budget = new Budget(file.name);
  const source = withBudget(file, budget);
  const beside = partsWithBudget(around, budget);
  try {
    const parts = isZip(source) ? openZip(source) : undefined;
    const model = await openCandidate({ name: source.name, source, parts, beside, config });
    return {
      ...model,
      checksums: model.checksums ?? (parts && zipChecksums(parts)),
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

function zipChecksums(parts: Parts): Checksums | undefined {
  if (!parts.keepsSums) return undefined;
  return {
    what: 'CRC-32 of every entry of the zip',
    verify() {
      for (const name of parts.names) {
        const part = parts.open(name);
        part.verify?.();
        part.close();
      }
    },
  };
}

/**
 * Opens a model that is a folder of files.
 * @throws Error when the files are damaged or of no known format.
 */
export function openModelParts(folder: Parts, config?: Json): Promise<ModelFile> {
  const parts = partsWithBudget(folder, new Budget(folder.name));
  return openCandidate({ name: parts.name, source: undefined, parts, beside: parts, config });
}

async function openCandidate(candidate: Candidate): Promise<ModelFile> {
  const file = await findFormat(candidate).open(candidate);
  if (!chainIn(candidate.config) || file.framework === 'pytorch') return file;
  file.close();
  throw new ArgumentError(
    `${candidate.name} is a file of ${file.format}; only the weights of PyTorch modules are put in order by a chain`,
    { file: candidate.name },
  );
}

function findFormat(candidate: Candidate): Format {
  const found = formats.find((format) => format.matches(candidate));
  if (found) return found;
  const known = formats.map(({ name }) => name).join(', ');
  throw new BadFileError(
    candidate.source?.size === 0
      ? `${candidate.name}: the file is empty; get it anew`
      : `${candidate.name}: it is no model of a known format (${known})`,
    { file: candidate.name, reason: 'unknown-format' },
  );
}

function readConfig(config: OpenOptions['config']): Json | undefined {
  if (typeof config !== 'string') return config;
  const source = openFileSource(config);
  try {
    const text = decodeUtf8(config, source.read(0, source.size));
    const parsed = parseJson(config, text, new Budget(config, source.size));
    if (isJson(parsed)) return parsed;
    throw new BadFileError(
      `${config}: a config must be a JSON object, as model.to_json() writes it`,
      { file: config },
    );
  } finally {
    source.close();
  }
}
