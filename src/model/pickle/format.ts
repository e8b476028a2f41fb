import { BadFileError } from '../../errors.js';
import type { Format } from '../format.js';
import { arraysFile } from '../npz/format.js';
import { runPickle } from '../pytorch/run-pickle.js';
import { PickleReader } from '../pytorch/pickle-reader.js';
import { isLegacy } from '../pytorch/read-legacy.js';
import { arraysIn, numpyWorld } from './numpy-world.js';

/** A pickled dict of NumPy arrays, with PyTorch's names or Keras's. The pickle is read as data; nothing that it names is called. */
export const pickle: Format = {
  name: 'pickled arrays',
  matches({ source, parts }) {
    if (!source || parts || source.size < 4 || isLegacy(source)) return false;
    const [proto, version, next] = source.read(0, 3);
    // PROTO 2 to 5, and then an empty dict, a frame, or the name of a class.
    return (
      proto === 0x80 && version! >= 2 && version! <= 5 && [0x7d, 0x95, 0x63, 0x8c].includes(next!)
    );
  },
  open(candidate) {
    const { name, source } = candidate;
    const value = runPickle(new PickleReader(source!), numpyWorld(name));
    const tensors = arraysIn(value);
    if (tensors.size > 0) return arraysFile(candidate, pickle.name, tensors);
    throw new BadFileError(
      `${name}: its pickle is no dict of arrays; save one: numpy.savez(path, **arrays)`,
      { file: name },
    );
  },
};
