import { BadFileError, UnsupportedError } from '../../errors.js';
import { plain } from '../../files/quote.js';
import { elementSize } from '../../elements/element-type.js';
import { readText, type Parts } from '../../files/parts.js';
import { runPickle } from './run-pickle.js';
import { PickleReader } from './pickle-reader.js';
import { makeStorage, storageType, type TorchStorage } from './storage.js';
import { nameOf, torchWorld } from './torch-world.js';

/** The folder inside a `.pt` that holds its parts, or undefined when the zip is none. */
export function archiveRoot(parts: Parts): string | undefined {
  const pickle = parts.names.find((name) => /^([^/]*\/)?data\.pkl$/.test(name));
  return pickle?.slice(0, -'data.pkl'.length);
}

/** What was saved by PyTorch 1.6 or later: a zip with `data.pkl` and one file for each storage. */
export function readArchive(parts: Parts, root: string): unknown {
  const orderPart = `${root}byteorder`;
  const littleEndian = !parts.has(orderPart) || readText(parts, orderPart) !== 'big';
  const storages = new Map<string, TorchStorage>();
  const persistent = (id: unknown): TorchStorage => {
    const [, cls, key, , count] = Array.isArray(id) ? (id as unknown[]) : [];
    const type = storageType(nameOf(cls) ?? '');
    if (!type || typeof key !== 'string' || typeof count !== 'number') {
      throw new UnsupportedError(
        `${parts.name}: it stores elements of type ${plain(nameOf(cls) ?? 'unknown')}, which gatelab cannot read`,
        { file: parts.name },
      );
    }
    const source = parts.open(`${root}data/${key}`);
    if (!(count * elementSize[type] <= source.size)) {
      throw new BadFileError(
        `${source.name}: it is shorter than its ${count} elements; get the file anew`,
        { file: source.name },
      );
    }
    const known = storages.get(key);
    if (known) return known;
    const storage = makeStorage(() => source, { type, count, littleEndian });
    storages.set(key, storage);
    return storage;
  };
  const reader = new PickleReader(parts.open(`${root}data.pkl`));
  return runPickle(reader, torchWorld(parts.name, persistent));
}
