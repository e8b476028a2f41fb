import { BadFileError, UnsupportedError } from '../../errors.js';
import { plain } from '../../files/quote.js';
import { elementSize } from '../../elements/element-type.js';
import type { ByteSource } from '../../files/byte-source.js';
import { sliceSource } from '../../files/slice-source.js';
import { runPickle } from './run-pickle.js';
import { PickleReader } from './pickle-reader.js';
import { makeStorage, storageType, type TorchStorage } from './storage.js';
import { nameOf, torchWorld } from './torch-world.js';

/** Protocol 2, then the number 0x1950a86a20f9469cfc6c. */
const magic = [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];

/** Whether a file was written by `torch.save` before 1.6 (or with `_use_new_zipfile_serialization=False`). */
export function isLegacy(source: ByteSource): boolean {
  if (source.size < magic.length) return false;
  const head = source.read(0, magic.length);
  return magic.every((byte, n) => head[n] === byte);
}

/**
 * Five pickles in a row (magic number, protocol, system, the value, the storages' keys), then each storage in the order of
 * the keys: its count in eight bytes, then its elements.
 */
export function readLegacy(source: ByteSource): unknown {
  const waiting = new Map<string, { storage: TorchStorage; place: Place }>();
  const persistent = (id: unknown): TorchStorage => {
    const [what, cls, key, , count, view] = Array.isArray(id) ? (id as unknown[]) : [];
    if (what === 'module') {
      throw new BadFileError(
        `${source.name}: it is a whole module (${plain(nameOf(cls) ?? '?')}), which is a program; save the state dict alone: torch.save(model.state_dict(), path)`,
        { file: source.name },
      );
    }
    const type = storageType(nameOf(cls) ?? '');
    if (!type || typeof key !== 'string' || typeof count !== 'number' || view) {
      throw new UnsupportedError(
        `${source.name}: it stores elements of type ${plain(nameOf(cls) ?? 'unknown')}, which gatelab cannot read`,
        { file: source.name },
      );
    }
    if (!(count * elementSize[type] <= source.size)) throw cutOff(source);
    const known = waiting.get(key);
    if (known) return known.storage;
    const place: Place = { at: undefined, size: count * elementSize[type] };
    const open = () => {
      if (place.at === undefined) throw cutOff(source);
      return sliceSource(source, { name: source.name, offset: place.at, size: place.size });
    };
    // The format has no say in byte order besides the third pickle; no big-endian machine is left to write it.
    const storage = makeStorage(open, { type, count, littleEndian: true });
    waiting.set(key, { storage, place });
    return storage;
  };
  const reader = new PickleReader(source);
  const world = torchWorld(source.name, persistent);
  const [, , , value, keys] = Array.from({ length: 5 }, () => runPickle(reader, world));
  placeStorages(source, Array.isArray(keys) ? keys : [], { start: reader.position, waiting });
  return value;
}

interface Place {
  at: number | undefined;
  readonly size: number;
}

function placeStorages(
  source: ByteSource,
  keys: readonly unknown[],
  { start, waiting }: { start: number; waiting: ReadonlyMap<string, { place: Place }> },
): void {
  let at = start;
  for (const key of keys) {
    const place = typeof key === 'string' ? waiting.get(key)?.place : undefined;
    if (!place || at + 8 + place.size > source.size) throw cutOff(source);
    place.at = at + 8;
    at += 8 + place.size;
  }
}

function cutOff(source: ByteSource): Error {
  return new BadFileError(`${source.name}: its storages are cut off; get the file anew`, {
    file: source.name,
  });
}
