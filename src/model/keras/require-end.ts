import { BadFileError } from '../../errors.js';
import { quote } from '../../files/quote.js';
import type { Hdf5File } from '../../hdf5/hdf5-file.js';

/** Longer than honest paths, and as long as libhdf5 follows soft links, of which it takes 16. */
const repeats = 13;

/**
 * Refuses a group that holds itself, by a hard link to one above it or a soft link that leads back. libhdf5 does not tell which two paths
 * lead to one group; but the path to such a group repeats a part of itself, and can be made longer by that part again and again.
 * @param path the path of a group that a walk has come to.
 * @throws BadFileError for a circle.
 */
export function requireEnd(file: Hdf5File, path: string): void {
  const parts = path.split('/').filter(Boolean);
  for (let length = 1; 2 * length <= parts.length; length++) {
    const part = parts.slice(-length).join('/');
    const before = parts.slice(-2 * length, -length).join('/');
    if (part !== before) continue;
    const further = `/${parts.join('/')}${`/${part}`.repeat(repeats)}`;
    if (file.kind(further) === undefined) continue;
    throw new BadFileError(
      `${file.name}: the group ${quote(`/${parts.slice(0, -length).join('/')}`)} holds itself, as ${quote(part)}; refused, since no honest file does`,
      { file: file.name, reason: 'unsafe' },
    );
  }
}
