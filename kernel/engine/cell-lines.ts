// From positions in generated code back to the lines a person wrote, in every stack trace.
import { SourceMap, findSourceMap } from 'node:module';

import type { CodePosition } from '../protocol/code-position.js';

/** A place in a cell or local module, 1-based. */
export interface SourcePlace {
  /** `In[3]`, or a local module's path. */
  readonly file: string;
  /** The line, from 1. */
  readonly line: number;
  /** The column, from 1. */
  readonly column: number;
  /** The function that runs there; undefined at the top. */
  readonly functionName: string | undefined;
}

/** What was compiled: its source and the mappings of its code. */
interface Compiled {
  readonly source: string;
  readonly mappings: string;
  map?: SourceMap;
}

const compiled = new Map<string, Compiled>();
const places = new WeakMap<object, readonly SourcePlace[]>();

/** Remembers what a script was compiled from. `file` is the script's name in stack traces. */
export function rememberSource(file: string, source: string, mappings: string): void {
  compiled.set(file, { source, mappings });
}

/** Forgets a script, when its notebook is closed. */
export function forgetSource(file: string): void {
  compiled.delete(file);
}

/** The source of a cell or local module. */
export function sourceOf(file: string): string | undefined {
  return compiled.get(file)?.source;
}

/** A name for a script that no other has: cells of a subshell may carry the same number. */
export function unusedName(wanted: string): string {
  let name = wanted;
  for (let i = 2; compiled.has(name); i++) name = `${wanted} (${i})`;
  return name;
}

/** Names the innermost of these places that lies in a cell or local module, as `cell 3, line 2`. */
export function locateFrames(frames: readonly CodePosition[]): string | undefined {
  const own = frames.find(({ url }) => compiled.has(url));
  return own && placeName(own.url, originalPosition(own.url, own.line + 1, own.column + 1).line);
}

/** A line of a script in the user's words: `cell 3, line 2`. */
export function placeName(file: string, line: number): string {
  const cell = /^In\[(\d+)\]/.exec(file)?.[1];
  return `${cell ? `cell ${cell}` : file}, line ${line}`;
}

/** Where an error was thrown: the frames that lie in cells and local modules, innermost first. */
export function placesOf(error: object): readonly SourcePlace[] {
  void (error as Error).stack; // formats the stack, and so fills the table
  return places.get(error) ?? [];
}

/** The original position, for a 1-based position in generated code. */
export function originalPosition(
  file: string,
  line: number,
  column: number,
): { readonly line: number; readonly column: number } {
  const script = compiled.get(file);
  if (!script) return { line, column };
  script.map ??= new SourceMap({ version: 3, sources: [file], mappings: script.mappings } as never);
  const entry = script.map.findEntry(line - 1, column - 1);
  if (!('originalLine' in entry)) return { line, column };
  return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

/** Has every `error.stack` name original lines, and end where the cell ends and the kernel begins. */
export function mapStackTraces(): () => void {
  const before = Error.prepareStackTrace;
  let current: NonNullable<typeof before> = formatStack;
  // Cells and libraries may set their own. One that throws would end the process at the next error that nobody catches.
  const guarded: typeof current = (error, frames) => {
    try {
      return current(error, frames) as unknown;
    } catch {
      return formatStack(error, frames);
    }
  };
  Object.defineProperty(Error, 'prepareStackTrace', {
    get: () => guarded,
    set: (value: unknown) => {
      if (value === guarded) return;
      current = typeof value === 'function' ? (value as typeof current) : formatStack;
    },
    configurable: true,
  });
  return () => {
    const plain = { value: before, writable: true, configurable: true };
    Object.defineProperty(Error, 'prepareStackTrace', plain);
  };
}

function formatStack(error: Error, frames: readonly NodeJS.CallSite[]): string {
  const lastOwn = frames.findLastIndex((frame) => compiled.has(frame.getFileName() ?? ''));
  const shown = lastOwn < 0 ? frames : frames.slice(0, lastOwn + 1);
  const own = shown.filter((frame) => compiled.has(frame.getFileName() ?? ''));
  if (own.length > 0 && Object.isExtensible(error)) places.set(error, own.map(placeOf));
  return [headline(error), ...shown.map((frame) => `    at ${frameText(frame)}`)].join('\n');
}

function headline(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}

function placeOf(frame: NodeJS.CallSite): SourcePlace {
  const file = frame.getFileName()!;
  const at = originalPosition(file, frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1);
  const name = frame.getFunctionName() ?? undefined;
  return { file, ...at, functionName: name === '$cell' ? undefined : name };
}

function frameText(frame: NodeJS.CallSite): string {
  const file = frame.getFileName();
  if (file && compiled.has(file)) {
    const { line, column, functionName } = placeOf(frame);
    return functionName
      ? `${functionName} (${file}:${line}:${column})`
      : `${file}:${line}:${column}`;
  }
  const map = file ? findSourceMap(file) : undefined;
  const line = frame.getLineNumber();
  const column = frame.getColumnNumber();
  if (!map || !line || !column) return String(frame);
  const entry = map.findEntry(line - 1, column - 1);
  if (!('originalLine' in entry)) return String(frame);
  return String(frame).replace(
    `:${line}:${column}`,
    `:${entry.originalLine + 1}:${entry.originalColumn + 1}`,
  );
}
