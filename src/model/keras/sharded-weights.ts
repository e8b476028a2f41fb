import { BadFileError } from '../../errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import { decodeUtf8 } from '../../files/utf8.js';
import { openHdf5, type Hdf5File } from '../../hdf5/hdf5-file.js';
import { joinHdf5 } from '../../hdf5/join-files.js';
import type { Candidate, Format } from '../format.js';
import { isJson, looksLikeJson, parseJson, type Json } from '../parse-json.js';
import { openStored } from './hdf5-format.js';

/** More shards than any model needs. */
const greatestCount = 1000;

/** Keras 3's weights in several files (`save_weights(…, max_shard_size)`): a map in JSON, and the files beside it. */
export const kerasShards: Format = {
  name: 'Keras sharded weights',
  matches: ({ source }) => source !== undefined && weightMapOf(source) !== undefined,
  async open({ name, source, beside, config }) {
    const parts = Object.values(weightMapOf(source!)!).flat();
    const names = [...new Set(parts.filter((part) => typeof part === 'string'))].sort();
    if (names.length === 0 || names.length > greatestCount) {
      throw new BadFileError(
        `${name}: its map names ${names.length} files of weights; get the file anew`,
        { file: name },
      );
    }
    const { file, close } = await openShards(name, names, beside);
    try {
      return { ...openStored(file, config), format: 'Keras 3 sharded weights', close };
    } catch (error) {
      close();
      throw error;
    }
  },
};

function weightMapOf(source: ByteSource): Json | undefined {
  if (!looksLikeJson(source)) return undefined;
  const json = parseJson(
    source.name,
    decodeUtf8(source.name, source.read(0, source.size)),
    source.budget,
  );
  const map = isJson(json) ? json['weight_map'] : undefined;
  return isJson(map) ? map : undefined;
}

async function openShards(name: string, names: readonly string[], beside: Candidate['beside']) {
  const sources: ByteSource[] = [];
  const files: Hdf5File[] = [];
  const close = () => {
    files.forEach((file) => file.close());
    sources.forEach((source) => source.close());
  };
  try {
    for (const part of names) {
      const source = beside.open(part);
      sources.push(source);
      files.push(await openHdf5(source));
    }
    return { file: joinHdf5(name, files), close };
  } catch (error) {
    close();
    throw error;
  }
}
