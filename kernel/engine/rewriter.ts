// What the parts of the rewriting share.
import type ts from 'typescript';
import type { IsNotebookName } from './cell-names.js';
import type { TypeScript } from './typescript.js';

/** What the rewriting found out on its way. */
export interface RewrittenCell {
  hasAwait: boolean;
  hasValue: boolean;
}

/** Names that the generated code uses; the run step passes them in. */
export const generated = {
  scope: '$scope',
  import: '$import',
  meta: '$meta',
  at: '$at',
  using: '$using',
} as const;

/** Everything the small rewriting functions need. */
export interface Rewriter {
  readonly ts: TypeScript;
  readonly factory: ts.NodeFactory;
  readonly isNotebookName: IsNotebookName;
  readonly found: RewrittenCell;
  /** Whether a name that nothing declares is to be looked for when the code runs: a later cell may declare it. */
  isLate(name: string): boolean;
  /** `$scope.name` */
  inScope(name: string, at?: ts.Node): ts.PropertyAccessExpression;
  visit<T extends ts.Node>(node: T): T;
}
