// Which lines of our sources ran, from what V8 counted in any number of processes (NODE_V8_COVERAGE) and pages of a browser.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TraceMap, FlattenMap, decodedMappings } from '@jridgewell/trace-mapping';
import { transformSync } from 'esbuild';
import { keptMap } from './source-maps.mjs';

/** @returns the lines of one source (from 0) that hold something to run: those that its compiled text leads back to. */
export function linesToRun(path) {
  const text = readFileSync(path, 'utf8');
  const { map } = transformSync(text, { loader: 'ts', sourcemap: 'external', sourcefile: path });
  const lines = new Set();
  for (const segment of decodedMappings(new TraceMap(map)).flat()) lines.add(segment[2]);
  return lines;
}

/**
 * Reads every report in some folders.
 * @returns by path, the lines that ran in some process: of the sources themselves, and of what was compiled or joined from them.
 */
export function linesThatRan(folders) {
  const ran = new Map();
  const joined = new Map();
  for (const path of folders.flatMap(reportsIn)) {
    const report = reportIn(path);
    const maps = report['source-map-cache'] ?? {};
    for (const script of report.result) {
      const entry = maps[script.url]?.data ? maps[script.url] : joinedFrom(script, joined);
      if (entry) addLines(ran, script, entry);
    }
  }
  return ran;
}

const reportsIn = (folder) =>
  existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];

/** A report; an empty one where a test killed the process while it wrote. */
function reportIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { result: [] };
  }
}

/** The map of a script that the build or a test joined from many sources, and the lengths of its lines. */
function joinedFrom({ url, source }, known) {
  if (source === undefined && !/\/dist\/.*\.js$/.test(url)) return undefined;
  const key = source ?? url;
  if (!known.has(key)) known.set(key, readJoined(source ?? textOf(url)));
  return known.get(key);
}

function readJoined(text) {
  const data = text && (inlineMap(text) ?? keptMap(text));
  return data && { data, lineLengths: text.split('\n').map((line) => line.length) };
}

/** What was built anew since a process loaded it cannot be counted. */
const textOf = (url) => {
  const path = fileURLToPath(url);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};

function inlineMap(text) {
  const [, data] =
    /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(text) ?? [];
  return data && JSON.parse(Buffer.from(data, 'base64').toString());
}

function addLines(ran, { url, functions }, { data, lineLengths }) {
  const map = data.sections ? new FlattenMap(data) : new TraceMap(data, url);
  const counted = countsOf(functions);
  let start = 0;
  decodedMappings(map).forEach((segments, row) => {
    for (const [column, source, line] of segments) {
      const from = map.resolvedSources[source];
      if (!from?.startsWith('file:') || !counted[start + column]) continue;
      const path = fileURLToPath(from);
      if (!ran.has(path)) ran.set(path, new Set());
      ran.get(path).add(line);
    }
    start += (lineLengths[row] ?? 0) + 1;
  });
}

/** For each place of a script 1 where it ran: of the ranges that hold it the innermost says so, and V8 lists outer ones first. */
function countsOf(functions) {
  const ranges = functions.flatMap((one) => one.ranges);
  let length = 0;
  for (const { endOffset } of ranges) length = Math.max(length, endOffset);
  const counted = new Uint8Array(length);
  ranges.sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  for (const { startOffset, endOffset, count } of ranges) {
    counted.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  }
  return counted;
}
