import type ts from 'typescript';
import type { CellChecker } from './checker.js';
import type { Inspection } from './engine.js';
import { quickInfo, type Info } from './quick-info.js';
import type { TypeScript } from './typescript.js';

/** Where to look, and how closely: detail 1 adds the examples and remarks of the documentation. */
export interface InspectRequest {
  /** The cell. */
  readonly code: string;
  /** A position in it, in UTF-16 units. */
  readonly position: number;
  /** 1 adds examples and remarks. */
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
  const infoAt = (at: number): Info | undefined => {
    const touched = ts.getTouchingPropertyName(file, at);
    if (!ts.isSourceFile(touched)) cells.restoreDocs(touched);
    return quickInfo(ts, file, cells.checker, at);
  };
  const called = calleeAround(ts, file, position);
  const places = [position, position - 1, ...(called === undefined ? [] : [called])];
  const at = places.find((place) => place >= 0 && infoAt(place));
  const info = at === undefined ? undefined : infoAt(at);
  if (at === undefined || !info) return undefined;
  const source = detail === 1 ? sourceAt(ts, cells, file, at) : undefined;
  const type = ts.displayPartsToString(info.displayParts);
  // So much is said of any name, also of one that nothing declares.
  if (type === 'any') return undefined;
  const documentation = ts.displayPartsToString(info.documentation);
  const tags = (detail === 1 ? (info.tags ?? []) : []).map(
    (tag) => [tag.name, ts.displayPartsToString(tag.text)] as const,
  );
  const text = [
    type,
    documentation,
    ...tags.map(([name, value]) => `@${name} ${value}`),
    source ?? '',
  ];
  const markdown = [
    `\`\`\`ts\n${type}\n\`\`\``,
    documentation,
    ...tags.map(([name, value]) => `*@${name}* ${value}`),
    source ? `\`\`\`ts\n${source}\n\`\`\`` : '',
  ];
  return { text: paragraphs(text), markdown: paragraphs(markdown) };
}

/** Where the function is named whose arguments surround a position. */
function calleeAround(ts: TypeScript, file: ts.SourceFile, position: number): number | undefined {
  const token = ts.findPrecedingToken(position, file);
  const call = ts.findAncestor(
    token,
    (node) =>
      (ts.isCallExpression(node) || ts.isNewExpression(node)) && position > node.expression.end,
  ) as ts.CallExpression | ts.NewExpression | undefined;
  return call && call.expression.end - 1;
}

/** Longer sources are cut. */
const maxLines = 60;

/** The text of what a name stands for, where a cell or a module beside the notebook declares it. */
function sourceAt(
  ts: TypeScript,
  { checker }: CellChecker,
  file: ts.SourceFile,
  position: number,
): string | undefined {
  const named = checker.getSymbolAtLocation(ts.getTouchingPropertyName(file, position));
  const isAlias = named !== undefined && (named.flags & ts.SymbolFlags.Alias) !== 0;
  const [declaration] = (isAlias ? checker.getAliasedSymbol(named) : named)?.declarations ?? [];
  const where = declaration?.getSourceFile();
  if (!declaration || !where || where.isDeclarationFile || /node_modules/.test(where.fileName))
    return undefined;
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  const lines = statement.getText(where).split('\n');
  return [...lines.slice(0, maxLines), ...(lines.length > maxLines ? ['…'] : [])].join('\n');
}

const paragraphs = (parts: readonly string[]): string => parts.filter(Boolean).join('\n\n');
