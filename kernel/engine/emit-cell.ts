// From a checked cell to JavaScript, with the map back to the cell's own lines.
import type ts from 'typescript';
import { runsEverywhere } from './compiler-options.js';
import { finishJsx } from './jsx.js';
import { rewriteCell } from './rewrite-cell.js';
import type { RewrittenCell } from './rewriter.js';
import type { BoundFile, EmitResolver, ScopeTable, TypeScript } from './typescript.js';

/** A cell ready to run. */
export interface EmittedCell extends RewrittenCell {
  /** The body of a function. */
  readonly code: string;
  /** Mappings of a source map from the code's lines to the cell's. */
  readonly mappings: string;
}

/** What emitting needs beside the cell. */
export interface EmitContext {
  /** How the cell is compiled. */
  readonly options: ts.CompilerOptions;
  /** What names of the notebook stand for. */
  readonly scope: ScopeTable;
  /** What the checker says of the cell. */
  readonly resolver: EmitResolver;
  /** Names that a later cell may declare. */
  readonly late: ReadonlySet<string>;
}

/** Rewrites the cell for the notebook's scope, takes the types away, prints it. */
export function emitCell(ts: TypeScript, file: BoundFile, context: EmitContext): EmittedCell {
  const { resolver } = context;
  const options = { ...context.options, target: runsEverywhere(ts) };
  const found: RewrittenCell = { hasAwait: false, hasValue: false };
  const host = emitHost(options);
  const result = ts.transformNodes(
    resolver,
    host,
    ts.factory,
    options,
    [file],
    [
      rewriteCell(ts, context, found),
      ts.transformTypeScript,
      ...jsxOf(ts, file, { scope: context.scope, found }),
      ...loweringOf(ts, file.text),
    ],
    false,
  );
  const printer = ts.createPrinter(
    { target: options.target!, sourceMap: true, removeComments: true },
    {
      onEmitNode: result.emitNodeWithNotification,
      substituteNode: result.substituteNode,
    },
  );
  const writer = ts.createTextWriter('\n');
  const map = ts.createSourceMapGenerator(host, 'cell.js', '', '/', options);
  printer.writeFile(result.transformed[0]!, writer, map);
  result.dispose();
  return { ...found, code: writer.getText(), mappings: map.toJSON().mappings };
}

/** What makes calls of JSX, where a cell is read as such. */
function jsxOf(
  ts: TypeScript,
  file: BoundFile,
  { scope, found }: { readonly scope: ScopeTable; readonly found: RewrittenCell },
): ts.TransformerFactory<ts.SourceFile>[] {
  if (!file.fileName.endsWith('x')) return [];
  const isScoped = (name: string): boolean =>
    [file.locals, scope].some((names) => names?.has(name as ts.__String));
  return [ts.transformJsx, finishJsx(ts, isScoped, found)];
}

/** What lowers the newest syntax, where a cell may have any. */
function loweringOf(ts: TypeScript, code: string): ts.TransformerFactory<ts.SourceFile>[] {
  if (!/@|\busing\b|\baccessor\b/.test(code)) return [];
  return [ts.transformESNext, ts.transformESDecorators, ts.transformClassFields].filter(Boolean);
}

function emitHost(options: ts.CompilerOptions): unknown {
  return {
    getCompilerOptions: () => options,
    getCanonicalFileName: (name: string) => name,
    getCurrentDirectory: () => '/',
    isEmitBlocked: () => false,
  };
}
