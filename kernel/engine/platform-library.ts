// Which parts of the language's library the running Node has.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TypeScript } from './typescript.js';

/** What every supported Node has: it is prepared by the build. */
export const baseLibrary = 'es2023';

const has = (owner: unknown, name: string): boolean => name in Object(owner);
const inGlobal = (name: string): unknown => (globalThis as Record<string, unknown>)[name];
const prototypeOf = (name: string): unknown =>
  (inGlobal(name) as { readonly prototype?: unknown } | undefined)?.prototype;

/** Newer parts, and what tells that they are there. */
const newer: readonly (readonly [part: string, isThere: () => boolean])[] = [
  ['es2024.arraybuffer', () => has(ArrayBuffer.prototype, 'resize')],
  ['es2024.collection', () => has(Map, 'groupBy')],
  ['es2024.object', () => has(Object, 'groupBy')],
  ['es2024.promise', () => has(Promise, 'withResolvers')],
  ['es2024.regexp', () => has(RegExp.prototype, 'unicodeSets')],
  // Which V8 adds after a start-up snapshot.
  ['es2024.sharedmemory', () => has(inGlobal('Atomics'), 'waitAsync')],
  ['es2024.string', () => has(String.prototype, 'isWellFormed')],
  ['es2025.collection', () => has(Set.prototype, 'union')],
  ['es2025.float16', () => has(globalThis, 'Float16Array')],
  ['es2025.intl', () => has(Intl, 'DurationFormat')],
  ['es2025.iterator', () => has(prototypeOf('Iterator'), 'map')],
  ['es2025.promise', () => has(Promise, 'try')],
  ['es2025.regexp', () => has(RegExp, 'escape')],
  // Node 20 has the symbols; `using` is lowered.
  ['esnext.disposable', () => has(Symbol, 'dispose')],
  ['esnext.array', () => has(Array, 'fromAsync')],
  ['esnext.collection', () => has(Map.prototype, 'getOrInsert')],
  ['esnext.decorators', () => true],
  ['esnext.error', () => has(Error, 'isError')],
  ['esnext.sharedmemory', () => has(inGlobal('Atomics'), 'pause')],
  ['esnext.typedarrays', () => has(Uint8Array, 'fromBase64')],
  ['esnext.temporal', () => has(globalThis, 'Temporal')],
  ['esnext.date', () => has(globalThis, 'Temporal')],
];

/** Every part that any Node may have beyond the base, as far as this compiler knows them. */
export function newerParts(ts: TypeScript): string[] {
  return newer.map(([part]) => part).filter((part) => existsSync(libraryFile(ts, part)));
}

/** The parts of the running Node, the base first. */
export function libraryParts(ts: TypeScript): string[] {
  const running = new Set(newer.filter(([, isThere]) => isThere()).map(([part]) => part));
  return [baseLibrary, ...newerParts(ts).filter((part) => running.has(part))];
}

/** The file of a part. */
export function libraryFile(ts: TypeScript, part: string): string {
  return path.join(path.dirname(ts.getDefaultLibFilePath({})), `lib.${part}.d.ts`);
}
