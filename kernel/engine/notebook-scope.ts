import type ts from 'typescript';
import { exportedSymbol } from './exported-symbol.js';
import { isExportOfAll } from './re-exports.js';
import type { BoundFile, OpenChecker, ScopeTable, TypeScript } from './typescript.js';

/** The names that a cell may use, and what they stand for: a file around every cell, whose table they are. */
export class NotebookScope {
  /** Names that are there by themselves; preloaded ones and those of cells hide them. */
  readonly preset = new Map<ts.__String, ts.Symbol>();
  /** Names that cells declared. They hide preloaded ones. */
  private readonly declared = new Map<ts.__String, ts.Symbol>();
  /** Modules of which every name is in scope, by specifier, and the names. */
  private readonly whole = new Map<string, ts.Expression>();
  private readonly ofWhole = new Set<ts.__String>();
  private checker: OpenChecker | undefined;

  constructor(
    private readonly ts: TypeScript,
    /** The file around the cells. */
    readonly file: BoundFile,
    private readonly apiTypes: string,
  ) {}

  /** Every name. */
  get table(): ScopeTable {
    return this.file.locals!;
  }

  /** Whether a cell declared the name. */
  isDeclared(name: string): boolean {
    const key = this.ts.escapeLeadingUnderscores(name);
    return this.declared.has(key) || this.ofWhole.has(key);
  }

  /** Adds a cell's names; one that was there before is replaced. */
  declare(file: BoundFile, keep: (name: string, symbol: ts.Symbol) => boolean): void {
    for (const [name, symbol] of file.locals ?? []) {
      if (!keep(symbol.name, symbol)) continue;
      const known = exportedSymbol(symbol);
      this.declared.set(name, known);
      this.file.locals!.set(name, known);
    }
    for (const node of file.statements)
      if (isExportOfAll(this.ts, node)) this.declareAll(node.moduleSpecifier!, keep);
  }

  /** Fills the table anew for a program. */
  fill({ program, checker }: { program: ts.Program; checker: OpenChecker }): void {
    const { ts } = this;
    const locals = this.file.locals!;
    this.checker = checker;
    locals.clear();
    for (const [name, symbol] of this.preset) locals.set(name, symbol);
    const api = program.getSourceFile(this.apiTypes);
    const module = api && checker.getSymbolAtLocation(api);
    for (const symbol of module ? checker.getExportsOfModule(module) : [])
      locals.set(symbol.escapedName, withoutAlias(ts, symbol, checker));
    this.ofWhole.clear();
    for (const specifier of this.whole.values()) this.addAll(this.exportsOf(specifier));
    for (const [name, symbol] of this.declared) locals.set(name, symbol);
  }

  /** Adds everything that a module exports. */
  private declareAll(
    specifier: ts.Expression,
    keep: (name: string, symbol: ts.Symbol) => boolean,
  ): void {
    const symbols = this.exportsOf(specifier);
    if (!symbols.some((symbol) => keep(symbol.name, symbol))) return;
    this.whole.set((specifier as ts.StringLiteral).text, specifier);
    for (const { escapedName } of symbols) this.declared.delete(escapedName);
    this.addAll(symbols);
  }

  private addAll(symbols: readonly ts.Symbol[]): void {
    for (const symbol of symbols) {
      this.ofWhole.add(symbol.escapedName);
      this.file.locals!.set(symbol.escapedName, withoutAlias(this.ts, symbol, this.checker!));
    }
  }

  private exportsOf(specifier: ts.Expression): ts.Symbol[] {
    const { checker } = this;
    const module = checker?.getSymbolAtLocation(specifier);
    const symbols = module ? checker!.getExportsAndPropertiesOfModule(module) : [];
    return symbols.filter(({ escapedName }) => escapedName !== 'default');
  }
}

/** What an imported name stands for. */
export function withoutAlias(
  ts: TypeScript,
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
): ts.Symbol {
  if (!(symbol.flags & ts.SymbolFlags.Alias)) return symbol;
  const meant = checker.getAliasedSymbol(symbol);
  // A whole module under a name stays an alias: taken for itself, some are refused as globals of scripts.
  return meant.declarations?.some((d) => ts.isSourceFile(d)) ? symbol : meant;
}
