import { NotFoundError } from '../errors.js';
import { plain, quote } from '../files/quote.js';
import type { ByteSource } from '../files/byte-source.js';
import { openFileSource } from '../files/file-source.js';
import { isZip, openZip } from '../files/zip.js';
import { isHdf5, openHdf5 } from '../hdf5/hdf5-file.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { parseCsv } from './csv.js';
import { isNpy, readNpy } from './npy.js';

/** What a user may say beside the path of an array. */
export interface ReadArrayOptions {
  /** Which array of a `.npz` or HDF5 file; not needed where there is only one. */
  readonly dataset?: string;
}

/**
 * Reads an array from a `.npy`, `.npz`, `.csv` or HDF5 file, told by content. Half precision becomes float32, 64-bit
 * integers float64, text float64.
 * @throws Error when the file cannot be read or is damaged, or holds several arrays and none is named.
 */
export async function readArray(path: string, options: ReadArrayOptions = {}): Promise<NdArray> {
  const source = openFileSource(path);
  try {
    if (isNpy(source)) return readNpy(source);
    if (isZip(source)) return readNpz(source, options.dataset);
    if (isHdf5(source)) return await readHdf5(source, options.dataset);
    return parseCsv(source);
  } finally {
    source.close();
  }
}

function readNpz(source: ByteSource, dataset: string | undefined): NdArray {
  const zip = openZip(source);
  const names = zip.names.filter((name) => name.endsWith('.npy')).map((name) => name.slice(0, -4));
  return readNpy(zip.open(`${choose(source.name, names, dataset)}.npy`));
}

async function readHdf5(source: ByteSource, dataset: string | undefined): Promise<NdArray> {
  const file = await openHdf5(source);
  try {
    if (dataset !== undefined) return file.dataset(dataset.replace(/^\/?/, '/')).read();
    const names = file.names('/').filter((name) => file.kind(`/${name}`) === 'dataset');
    return file.dataset(`/${choose(source.name, names, dataset)}`).read();
  } finally {
    file.close();
  }
}

function choose(file: string, names: readonly string[], wanted: string | undefined): string {
  const listed =
    names
      .slice(0, 20)
      .map((name) => plain(name))
      .join(', ') + (names.length > 20 ? ', …' : '');
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  if (wanted !== undefined)
    throw new NotFoundError(`${file}: it has no array ${quote(wanted)}, only ${listed || 'none'}`, {
      file,
      reason: 'no-such-array',
    });
  if (names.length === 1) return names[0]!;
  const problem =
    names.length === 0
      ? 'it holds no array'
      : `it holds several arrays; say which with { dataset }: ${listed}`;
  throw new NotFoundError(`${file}: ${problem}`, { file, reason: 'no-such-array' });
}
