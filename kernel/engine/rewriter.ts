// What the parts of the rewriting share.
import type ts from '@tslab/typescript-for-tslab';
import type { IsNotebookName } from './cell-names.js';
import type { TypeScript } from './typescript.js';

/** What the rewriting found out on its way. */
export interface RewrittenCell {
  hasAwait: boolean;
  hasValue: boolean;
}

/** Names that the generated code uses; the run step passes them in. */
export const generated = { scope: '$scope', import: '$import', meta: '$meta', at: '$at' } as const;

/** Everything the small rewriting functions need. */
export interface Rewriter {
  readonly ts: TypeScript;
  readonly factory: ts.NodeFactory;
  readonly isNotebookName: IsNotebookName;
  readonly found: RewrittenCell;
  /** `$scope.name` */
  inScope(name: string, at?: ts.Node): ts.PropertyAccessExpression;
  visit<T extends ts.Node>(node: T): T;
}
