import type ts from 'typescript';
import { exportedSymbol } from './exported-symbol.js';
import type { BoundFile, ScopeTable, TypeScript } from './typescript.js';
import { append } from '../../src/lists/append.js';

/**
 * Completes the interfaces of a cell by those of the same name in earlier cells, as the compiler does within a file. One that names a member
 * of the earlier one again replaces it: then the cell was changed and run again.
 */
export function mergeInterfaces(ts: TypeScript, file: BoundFile, scope: ScopeTable): void {
  for (const [name, local] of file.locals ?? []) {
    const symbol = exportedSymbol(local);
    const earlier = scope.get(name);
    if (!earlier || earlier === symbol || !isMereInterface(ts, symbol)) continue;
    if (!isMereInterface(ts, earlier) || !fit(symbol, earlier)) continue;
    for (const [member, declared] of earlier.members!) symbol.members!.set(member, declared);
    append(symbol.declarations!, earlier.declarations!);
  }
}

function isMereInterface(ts: TypeScript, { flags, members }: ts.Symbol): boolean {
  const { Interface, Type } = ts.SymbolFlags;
  return (flags & Type) === Interface && members !== undefined;
}

function fit(symbol: ts.Symbol, earlier: ts.Symbol): boolean {
  const parameters = ({ declarations }: ts.Symbol): string =>
    declarations!
      .map((declared) => (declared as ts.InterfaceDeclaration).typeParameters)
      .map((list) => list?.map(({ name }) => name.text).join() ?? '')
      .at(0)!;
  if (parameters(symbol) !== parameters(earlier)) return false;
  return [...symbol.members!.keys()].every((member) => !earlier.members!.has(member));
}
