// What the parts of the rewriting share.
import type ts from 'typescript';
import type { IsNotebookName } from './cell-names.js';
import type { TypeScript } from './typescript.js';

/** What the rewriting found out on its way. */
export interface RewrittenCell {
  /** Whether something is awaited at the top. */
  hasAwait: boolean;
  /** Whether the cell ends with an expression, whose value is shown. */
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
  /** The compiler. */
  readonly ts: TypeScript;
  /** Makes new nodes. */
  readonly factory: ts.NodeFactory;
  /** Whether a node names something of the notebook, and nothing of its own function. */
  readonly isNotebookName: IsNotebookName;
  /** What was found so far. */
  readonly found: RewrittenCell;
  /** Whether a name that nothing declares is to be looked for when the code runs: a later cell may declare it. */
  isLate(name: string): boolean;
  /** `$scope.name` */
  inScope(name: string, at?: ts.Node): ts.PropertyAccessExpression;
  /** Rewrites a node and all below it. */
  visit<T extends ts.Node>(node: T): T;
}
