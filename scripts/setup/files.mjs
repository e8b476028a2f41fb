// Files as the set-up scripts see them: walked, and hashed to know whether a step is still up to date.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every file below `folder`, sorted; `folder` itself when it is a file; nothing when it is missing. */
export function walk(folder) {
  if (!existsSync(folder)) return [];
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .filter((entry) => entry.name !== '__pycache__')
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? walk(path) : [path];
    });
}

/** One hash over the names and contents of files and folders (relative to the repository) and further text. */
export function hashOf(paths, ...texts) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((p) => walk(join(root, p)))) {
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  }
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex');
}

/** Whether a step finished with this hash before. */
export function isFresh(stamp, hash) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash;
}

/** Notes that a step finished: written last, so that an interrupted step is done again. */
export function writeStamp(stamp, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash + '\n');
}
