import type ts from 'typescript';
import type { CellChecker } from './checker.js';
import { completePath, packageNames, stringAt } from './complete-paths.js';
import { membersBefore } from './complete-values.js';
import type { Completions } from './engine.js';
import { knownMagics } from './magics/known-magics.js';
import { withoutMagics } from './magics/read-cell.js';
import type { TypeScript } from './typescript.js';

/** Where completions were asked for. */
interface Place {
  readonly ts: TypeScript;
  readonly cells: CellChecker;
  readonly file: ts.SourceFile;
  readonly position: number;
}

/** Signatures cost time: they are given for so many of the best items. */
const signed = 60;

/** Kinds of completion that can have a signature. */
const callable = new Set<string>(['function', 'local function', 'method', 'const', 'let', 'var']);

/** What completion stands on beside the checker. */
export interface CompletionSources {
  /** The checker of the notebook's cells. */
  readonly cells: CellChecker;
  /** The notebook's folder. */
  readonly folder: string;
  /** The notebook's values. */
  readonly scope: object;
}

/** Completions at a position, best first: names that start as typed, then those that contain it. */
export function completeAt(
  ts: TypeScript,
  sources: CompletionSources,
  given: string,
  position: number,
): Completions {
  const magic = completeMagic(given, position);
  if (magic) return magic;
  const { cells } = sources;
  const code = withoutMagics(given);
  cells.need('api');
  const found = look(ts, cells, code, position);
  if (found.items.length > 0) return withPackages(ts, sources, found, { code, position });
  const inString = stringAt(ts, cells.parse(code), position);
  const isBare = inString?.isSpecifier && !/^[./]/.test(inString.typed);
  if (isBare) return withPackages(ts, sources, found, { code, position });
  if (inString && !cells.has('node')) {
    cells.need('node');
    const typed = look(ts, cells, code, position);
    if (typed.items.length > 0) return typed;
  }
  if (inString) return completePath(inString, sources.folder, position);
  return completeMember(ts, sources, { code, position });
}

interface At {
  readonly code: string;
  readonly position: number;
}

/** Members that the types know, else those that the value has. */
function completeMember(
  ts: TypeScript,
  { cells, scope }: CompletionSources,
  { code, position }: At,
): Completions {
  cells.need('node');
  const found = look(ts, cells, code, position);
  if (found.items.length > 0) return found;
  const typed = code.slice(found.start, position).toLowerCase();
  const items = membersBefore(code, position, scope)
    .filter(({ name }) => rankOf(name.toLowerCase(), typed) < 3)
    .map(({ name, isFunction }) => ({ text: name, kind: isFunction ? 'method' : 'property' }));
  return { ...found, items };
}

/** After `import … from`, the packages that can be found, in addition to what the compiler knows. */
function withPackages(
  ts: TypeScript,
  { cells, folder }: CompletionSources,
  found: Completions,
  { code, position }: At,
): Completions {
  const inString = stringAt(ts, cells.parse(code), position);
  if (!inString?.isSpecifier || /^[./]/.test(inString.typed)) return found;
  const { typed } = inString;
  const known = new Set(found.items.map(({ text }) => text));
  const packages = packageNames(folder)
    .filter((name) => name.startsWith(typed) && !known.has(name))
    .map((text) => ({ text, kind: 'module' }));
  return { start: position - typed.length, end: position, items: [...packages, ...found.items] };
}

/** `%npm install`, `%types warn`: lines that the compiler never sees. */
function completeMagic(code: string, position: number): Completions | undefined {
  const start = code.lastIndexOf('\n', position - 1) + 1;
  const typed = code.slice(start, position);
  if (!/^%[\w ]*$/.test(typed)) return undefined;
  const items = knownMagics
    .filter((magic) => magic.startsWith(typed))
    .map((text) => ({ text, kind: 'magic' }));
  return { start, end: position, items };
}

function look(ts: TypeScript, cells: CellChecker, code: string, position: number): Completions {
  const file = cells.parse(code);
  cells.resolveImports(file);
  const found = completions(ts)(
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
    .map(({ entry }, place) => {
      const signature =
        place < signed ? signatureOf({ ts, cells, file, position }, entry) : undefined;
      const item = { text: entry.insertText ?? entry.name, kind: entry.kind as string };
      return signature === undefined ? item : { ...item, signature };
    });
  return { start, end, items };
}

/** The compiler's completions; tslab's own name for them lets cells pass whose program does not know them. */
const completions = ({
  Completions,
}: TypeScript): TypeScript['Completions']['getCompletionsAtPosition'] =>
  Completions.getCompletionsAtPositionForTslab ?? Completions.getCompletionsAtPosition;

/** Writing signatures down is two thirds of the work, and each letter that is typed asks for the same ones. */
const texts = new WeakMap<ts.Signature, string>();

/** What a function takes and gives, as front ends show it beside the name: `(path: string): Promise<Model>`. */
function signatureOf(
  { ts, cells, file, position }: Place,
  entry: ts.CompletionEntry,
): string | undefined {
  if (!callable.has(entry.kind)) return undefined;
  const { checker } = cells;
  const token = ts.findPrecedingToken(position, file);
  const owner = token && ts.findAncestor(token, ts.isPropertyAccessExpression);
  const symbol =
    owner && position > owner.expression.end
      ? checker.getTypeAtLocation(owner.expression).getProperty(entry.name)
      : checker.resolveName(entry.name, token ?? file, ts.SymbolFlags.Value, false);
  if (!symbol) return undefined;
  const type = checker.getTypeOfSymbolAtLocation(symbol, file);
  const [signature] = checker.getSignaturesOfType(type, ts.SignatureKind.Call);
  if (!signature) return undefined;
  const known = texts.get(signature);
  if (known !== undefined) return known;
  const text = checker.signatureToString(signature, file);
  texts.set(signature, text);
  return text;
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
