import type { CellChecker } from './checker.js';
import { never } from './complete.js';
import type { Inspection } from './engine.js';
import type { TypeScript } from './typescript.js';

/** Where to look, and how closely: detail 1 adds the examples and remarks of the documentation. */
export interface InspectRequest {
  readonly code: string;
  readonly position: number;
  readonly detail: 0 | 1;
}

/** Type and documentation of the name at (or just before) a position. */
export function inspectAt(
  ts: TypeScript,
  cells: CellChecker,
  request: InspectRequest,
): Inspection | undefined {
  cells.need('api');
  const found = look(ts, cells, request);
  if (found || cells.has('node')) return found;
  cells.need('node');
  return look(ts, cells, request);
}

function look(
  ts: TypeScript,
  cells: CellChecker,
  { code, position, detail }: InspectRequest,
): Inspection | undefined {
  const file = cells.parse(code);
  cells.resolveImports(file);
  const infoAt = (at: number): ReturnType<TypeScript['getQuickInfoAtPosition']> => {
    const touched = ts.getTouchingPropertyName(file, at);
    if (!ts.isSourceFile(touched)) cells.restoreDocs(touched);
    return ts.getQuickInfoAtPosition(file, cells.checker, never, at);
  };
  const info = infoAt(position) ?? (position > 0 ? infoAt(position - 1) : undefined);
  if (!info) return undefined;
  const type = ts.displayPartsToString(info.displayParts);
  const documentation = ts.displayPartsToString(info.documentation);
  const tags = (detail === 1 ? (info.tags ?? []) : []).map(
    (tag) => [tag.name, ts.displayPartsToString(tag.text)] as const,
  );
  const text = [type, documentation, ...tags.map(([name, value]) => `@${name} ${value}`)];
  const markdown = [
    `\`\`\`ts\n${type}\n\`\`\``,
    documentation,
    ...tags.map(([name, value]) => `*@${name}* ${value}`),
  ];
  return { text: paragraphs(text), markdown: paragraphs(markdown) };
}

const paragraphs = (parts: readonly string[]): string => parts.filter(Boolean).join('\n\n');
