import type ts from 'typescript';

/** What `export const x` declares; inside its file only a stand-in is found. */
export function exportedSymbol(symbol: ts.Symbol & { exportSymbol?: ts.Symbol }): ts.Symbol {
  return symbol.exportSymbol ?? symbol;
}
