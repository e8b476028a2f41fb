import { openFileSource } from '../files/file-source.js';
import { folderOf } from '../files/folder.js';
import type { ByteSource } from '../files/byte-source.js';
import type { Format, OpenOptions } from './format.js';
import { kerasHdf5 } from './keras/hdf5-model.js';
import type { ModelFile } from './model-file.js';
import { isJson, parseJson, type Json } from './parse-json.js';

/** Every format, in the order in which they are asked. */
const formats: readonly Format[] = [kerasHdf5];

/**
 * Opens a model file of any format, told by its content. Weights are read when they are asked for.
 * @throws Error when the file cannot be read, is damaged, or is of no known format; the sentence names it.
 */
export async function openModelFile(path: string, options: OpenOptions = {}): Promise<ModelFile> {
  const config = readConfig(options.config);
  const source = openFileSource(path);
  try {
    return await findFormat(source).open({ source, beside: folderOf(path), config });
  } catch (error) {
    source.close();
    throw error;
  }
}

function findFormat(source: ByteSource): Format {
  const found = formats.find((format) => format.matches(source));
  if (found) return found;
  const known = formats.map(({ name }) => name).join(', ');
  throw new Error(
    source.size === 0
      ? `${source.name}: the file is empty; get it anew`
      : `${source.name}: it is no model file of a known format (${known})`,
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
