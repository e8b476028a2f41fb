// From a checked cell to JavaScript, with the map back to the cell's own lines.
import type ts from '@tslab/typescript-for-tslab';
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
  readonly options: ts.CompilerOptions;
  readonly scope: ScopeTable;
  readonly resolver: EmitResolver;
}

/** Rewrites the cell for the notebook's scope, takes the types away, prints it. */
export function emitCell(ts: TypeScript, file: BoundFile, context: EmitContext): EmittedCell {
  const { options, scope, resolver } = context;
  const found: RewrittenCell = { hasAwait: false, hasValue: false };
  const host = emitHost(options);
  const result = ts.transformNodes(
    resolver,
    host,
    ts.factory,
    options,
    [file],
    [
      rewriteCell(ts, scope, found),
      ts.transformTypeScript,
      ts.transformLegacyDecorators,
      ts.transformJsx,
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

function emitHost(options: ts.CompilerOptions): unknown {
  return {
    getCompilerOptions: () => options,
    getCanonicalFileName: (name: string) => name,
    getCurrentDirectory: () => '/',
    isEmitBlocked: () => false,
  };
}
