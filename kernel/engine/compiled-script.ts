// Loads a large CommonJS file with V8's code cache, on any version of Node.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { cacheFolder } from './cache-folder.js';

/** A loaded file, and how to make the next start faster. */
export interface CompiledScript {
  readonly exports: unknown;
  /** Stores what V8 has compiled so far, unless a fitting cache was there. */
  save(): void;
}

/**
 * Loads `file`, an ASCII text, as if it stood at `filename`.
 *
 * @returns undefined when there is no such file
 */
export function loadCompiled(file: string, filename: string): CompiledScript | undefined {
  if (!existsSync(file)) return undefined;
  const cache = cacheFile(file);
  const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`;
  const script = new vm.Script(source, { filename: file, ...(cachedData ? { cachedData } : {}) });
  const module = { exports: {} };
  const run = script.runInThisContext() as (...args: unknown[]) => void;
  run(module.exports, createRequire(filename), module, filename, path.dirname(filename));
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
function cacheFile(file: string): string {
  const { size, mtimeMs } = statSync(file);
  const flags = Buffer.from(process.execArgv.join(' ')).toString('base64url').slice(0, 60);
  const parts = [process.version, process.arch, size, Math.round(mtimeMs), flags];
  return path.join(cacheFolder(), 'code', `${path.basename(file)}-${parts.join('-')}`);
}

/** Two kernels may write at once: the file appears whole. A cache that cannot be written is no loss. */
function store(file: string, data: Uint8Array): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, data);
    renameSync(partial, file);
  } catch {
    // A read-only home: the next start compiles again.
  }
}
