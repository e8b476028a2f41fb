// Loads a large CommonJS file with V8's code cache, on any version of Node.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { cacheFolder } from './cache-folder.js';

/** A loaded file, and how to make the next start faster. */
export interface CompiledScript {
  /** What the file exports. */
  readonly exports: unknown;
  /** Stores what V8 has compiled so far, unless a fitting cache was there. */
  save(): void;
}

/** Handed to the file, so that a cell may delete or replace the global ones. */
const globals = { process, Buffer, performance, setTimeout, clearTimeout };

/** How many caches for the same Node and flags are kept: several copies of gatelab may be installed. */
const keptCaches = 4;

/**
 * Loads `file`, an ASCII text, as if it stood at `filename`.
 *
 * @returns undefined when there is no such file
 */
export function loadCompiled(file: string, filename: string): CompiledScript | undefined {
  if (!existsSync(file)) return undefined;
  const cache = cacheFile(file);
  const stored = path.join(cache.folder, cache.name);
  const cachedData = existsSync(stored) ? readFileSync(stored) : undefined;
  const source = `(function (exports, require, module, __filename, __dirname, ${Object.keys(globals).join(', ')}) {${readFileSync(file, 'latin1')}\n})`;
  const script = new vm.Script(source, { filename: file, ...(cachedData ? { cachedData } : {}) });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  const own = [createRequire(filename), module, filename, path.dirname(filename)];
  run(module.exports, ...own, ...Object.values(globals));
  let isStored = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    exports: module.exports,
    save() {
      if (isStored) return;
      isStored = true;
      store(cache, script.createCachedData());
    },
  };
}

/** V8 refuses a cache of another version or other flags; so each has its own. */
function cacheFile(file: string): {
  readonly folder: string;
  readonly kind: string;
  readonly name: string;
} {
  const { size, mtimeMs } = statSync(file);
  const flags = Buffer.from(process.execArgv.join(' ')).toString('base64url').slice(0, 60);
  const kind = [path.basename(file), process.version, process.arch, flags, ''].join('-');
  return {
    folder: path.join(cacheFolder(), 'code'),
    kind,
    name: `${kind}${size}-${Math.round(mtimeMs)}`,
  };
}

/** Two kernels may write at once: the file appears whole. A cache that cannot be written is no loss. */
function store({ folder, kind, name }: ReturnType<typeof cacheFile>, data: Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true });
    const partial = path.join(folder, `${process.pid}.partial`);
    writeFileSync(partial, data);
    renameSync(partial, path.join(folder, name));
    const modified = (file: string): number => statSync(path.join(folder, file)).mtimeMs;
    const alike = readdirSync(folder).filter((file) => file.startsWith(kind));
    const old = alike.sort((a, b) => modified(b) - modified(a)).slice(keptCaches);
    for (const file of old) rmSync(path.join(folder, file));
  } catch {
    // A read-only home: the next start compiles again.
  }
}
