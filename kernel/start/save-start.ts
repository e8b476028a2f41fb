// Leaves a warm compiler for the kernels that start later. docs/decisions/0029-start-up-snapshot.md
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** How many snapshots are kept: several copies of gatelab and of Node may be in use. Each takes some 22 MB. */
const keptStarts = 3;

/** Node takes this flag off a counter in its state: given twice, when the snapshot is made and when it is used, it would do the opposite. */
const counted = '--no-force-async-hooks-checks';

const warm = fileURLToPath(new URL('./snapshot.cjs', import.meta.url));
const trial = fileURLToPath(new URL('./try.js', import.meta.url));

/**
 * Makes a snapshot, tries it, and lays it ready under its key; in processes of their own, which give way to others. Where that does not succeed,
 * kernels go on to start in the plain way. One that fails its trial is noted, and not made again for the same key.
 * @param folder where snapshots lie
 * @param key what `bin/start-kernel.sh` will look for
 * @returns whether it lies there now
 */
export async function saveStart(folder: string, key: string): Promise<boolean> {
  const name = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const at = (ending: string): string => path.join(folder, `${name}${ending}`);
  const draft = at(`.${process.pid}.draft`);
  try {
    if (existsSync(at('.failed'))) return false;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const flags = process.execArgv.filter((flag) => flag !== counted);
    const isMade = await runNode([...flags, '--snapshot-blob', draft, '--build-snapshot', warm]);
    const words = ['--snapshot-blob', draft, ...process.execArgv, trial];
    if (isMade !== 'well') return false;
    const tried = await runNode(words);
    if (tried === 'badly') writeFileSync(at('.failed'), `${key}\n`);
    if (tried !== 'well') return false;
    renameSync(draft, at('.blob'));
    writeFileSync(draft, `${key}\n`);
    renameSync(draft, at('.key'));
    sweep(folder);
    return true;
  } catch {
    // A read-only home, a full disk.
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Runs a Node with the flags of this one. @returns how it ended; `killed` says nothing of the words */
function runNode(words: readonly string[]): Promise<'well' | 'badly' | 'killed'> {
  const env = { ...process.env, NODE_OPTIONS: '' };
  const child = spawn(process.execPath, words, { stdio: 'ignore', env });
  child.unref();
  return new Promise((resolve) => {
    child.once('error', () => resolve('killed'));
    child.once('exit', (code, signal) => {
      if (signal === 'SIGKILL' || signal === 'SIGTERM') resolve('killed');
      else resolve(code === 0 ? 'well' : 'badly');
    });
    if (child.pid === undefined) return;
    try {
      setPriority(child.pid, constants.priority.PRIORITY_LOW);
    } catch {
      // It has ended, or may not be slowed down.
    }
  });
}

/** Removes all but the newest, and the drafts of kernels that were killed. */
function sweep(folder: string): void {
  const age = (name: string): number => Date.now() - statSync(path.join(folder, name)).mtimeMs;
  const names = readdirSync(folder);
  const old = names.filter((name) => name.endsWith('.draft') && age(name) > 600_000);
  const blobs = names.filter((name) => name.endsWith('.blob')).sort((a, b) => age(a) - age(b));
  for (const blob of blobs.slice(keptStarts)) old.push(blob, blob.replace(/blob$/, 'key'));
  for (const name of old) rmSync(path.join(folder, name), { force: true });
}
