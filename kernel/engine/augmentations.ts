import type ts from 'typescript';
import type { TypeScript } from './typescript.js';

/** What a cell adds to the types of globals and of modules: its `declare global` and `declare module` blocks, if it has any. */
export function augmentationsOf(ts: TypeScript, file: ts.SourceFile): string | undefined {
  if (!/\bdeclare\s+(?:global|module)\b/.test(file.text)) return undefined;
  const blocks = file.statements.filter(
    (statement) =>
      ts.isModuleDeclaration(statement) &&
      (ts.isGlobalScopeAugmentation(statement) || ts.isStringLiteral(statement.name)),
  );
  if (blocks.length === 0) return undefined;
  const imports = file.statements.filter(ts.isImportDeclaration);
  return ['export {};', ...[...imports, ...blocks].map((one) => one.getText(file))].join('\n');
}
