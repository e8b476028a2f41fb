// Maps of what the build joins, kept outside of what is published: which line of a source each place came from. They are found by the text
// that they belong to, wherever it was loaded: from a file, or by a browser.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './files.mjs';

const folder = join(root, '.cache/maps');
const pathOf = (text) =>
  join(folder, createHash('sha256').update(text.trim()).digest('hex').slice(0, 32));

/**
 * Keeps the map of a text.
 * @param text what will be loaded
 * @param map esbuild's map, as JSON, of the part of it that begins with `part`
 * @param base the file or folder that the map's sources are relative to
 */
export function keepMap(text, map, { base, part = text }) {
  const { sources, ...rest } = JSON.parse(map);
  const resolved = sources.map((source) => new URL(source, pathToFileURL(base)).href);
  const before = text.slice(0, text.indexOf(part)).split('\n');
  const offset = { line: before.length - 1, column: before.at(-1).length };
  const sections = [{ offset, map: { ...rest, sourcesContent: [], sources: resolved } }];
  mkdirSync(folder, { recursive: true });
  writeFileSync(pathOf(text), JSON.stringify({ version: 3, sections }));
}

/** The map that was kept for a text; undefined where there is none. */
export function keptMap(text) {
  const path = pathOf(text);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
