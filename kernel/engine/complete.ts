import type ts from '@tslab/typescript-for-tslab';
import type { CellChecker } from './checker.js';
import type { Completions } from './engine.js';
import type { TypeScript } from './typescript.js';

/** Completions at a position, best first: names that start as typed, then those that contain it. */
export function completeAt(
  ts: TypeScript,
  cells: CellChecker,
  code: string,
  position: number,
): Completions {
  cells.need('api');
  const found = look(ts, cells, code, position);
  if (found.items.length > 0 || cells.has('node')) return found;
  cells.need('node');
  return look(ts, cells, code, position);
}

function look(ts: TypeScript, cells: CellChecker, code: string, position: number): Completions {
  const file = cells.parse(code);
  cells.resolveImports(file);
  const found = ts.Completions.getCompletionsAtPositionForTslab(
    {},
    cells.program,
    () => {},
    file,
    position,
    {},
    undefined,
    ts.CompletionTriggerKind.Invoked,
    never,
  );
  const { start, end } = spanAt(ts, file, position, found);
  const typed = code.slice(start, position).toLowerCase();
  const items = (found?.entries ?? [])
    .filter(({ kind }) => kind !== ts.ScriptElementKind.warning)
    .map((entry) => ({ entry, rank: rankOf(entry.name.toLowerCase(), typed) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || compare(a.entry, b.entry))
    .map(({ entry }) => ({ text: entry.insertText ?? entry.name, kind: entry.kind as string }));
  return { start, end, items };
}

/** 0: same beginning, 1: contains it, 3: neither. */
function rankOf(name: string, typed: string): number {
  if (name.startsWith(typed)) return 0;
  return name.includes(typed) ? 1 : 3;
}

function compare(a: ts.CompletionEntry, b: ts.CompletionEntry): number {
  const byWeight = a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0;
  return byWeight || a.name.localeCompare(b.name);
}

/** The word under the cursor, which a completion replaces. */
function spanAt(
  ts: TypeScript,
  file: ts.SourceFile,
  position: number,
  found: ts.CompletionInfo | undefined,
): { readonly start: number; readonly end: number } {
  const span =
    found?.optionalReplacementSpan ??
    found?.entries.find((e) => e.replacementSpan)?.replacementSpan;
  if (span) return { start: span.start, end: span.start + span.length };
  const { text } = file;
  const isPart = (at: number): boolean =>
    ts.isIdentifierPart(text.charCodeAt(at), ts.ScriptTarget.Latest);
  let start = position;
  while (start > 0 && isPart(start - 1)) start--;
  let end = position;
  while (end < text.length && isPart(end)) end++;
  return { start, end };
}

/** A token that never cancels. */
export const never: ts.CancellationToken = {
  isCancellationRequested: () => false,
  throwIfCancellationRequested: () => {},
};
