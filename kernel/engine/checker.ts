// Type checking cell by cell with one checker that lives on.
//
// A compiler makes a new checker for every program, and a new checker spends 50 ms and more on merging library files
// before it looks at a cell. Here the program holds libraries and modules only. Each cell is parsed, bound and handed to the
// program's checker as a file the program does not know; names of earlier cells are found because the cell's
// parent node is a file whose symbol table is the notebook's scope (tslab's way of chaining declarations).
import path from 'node:path';
import type ts from '@tslab/typescript-for-tslab';
import { Declarations, type Level } from './declarations.js';
import { declaresDomName } from './dom-library.js';
import { exportedSymbol } from './exported-symbol.js';
import { isIgnored } from './ignored-problems.js';
import { importSpecifiers } from './import-specifiers.js';
import { resolveTypes, type TypeLocations } from './resolve-types.js';
import { restoreDocs, symbolToExplain } from './restore-docs.js';
import type { BoundFile, EmitResolver, OpenChecker, ScopeTable, TypeScript } from './typescript.js';

/** A file that may have imports; the declared type does not list them. */
type WithImports = Pick<BoundFile, 'resolvedModules'>;

/** Checks cells against the notebook's scope. */
export class CellChecker {
  readonly compilerOptions: ts.CompilerOptions;
  private readonly declarations: Declarations;
  private readonly scopeFile: BoundFile;
  /** Names that cells declared. They hide preloaded ones. */
  private readonly declared = new Map<ts.__String, ts.Symbol>();
  /** Local modules without problems. */
  private readonly sound = new WeakSet<ts.SourceFile>();
  /** Whether the last check did not come to its end: it was stopped, or too deep. What the checker then believes is not to be relied on. */
  private isTorn = false;
  private count = 0;
  private countAtReload = 0;

  constructor(
    private readonly ts: TypeScript,
    private readonly locations: TypeLocations,
  ) {
    const { types } = locations.api;
    this.declarations = new Declarations(ts, types, (made) => this.fillScope(made));
    this.compilerOptions = this.declarations.options;
    const host = this.declarations.files.compilerHost(locations.folder);
    host.resolveModuleNameLiterals = (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: this.resolve(text, from) }));
    this.declarations.host = host;
    this.scopeFile = this.parse('export {}', 'scope');
  }

  /** The program of libraries and modules; made when first asked for. */
  get program(): ts.Program {
    return this.declarations.program;
  }

  /** The one checker. */
  get checker(): OpenChecker {
    return this.declarations.checker;
  }

  /** The names a cell may use, and what they stand for. */
  get scope(): ScopeTable {
    return this.scopeFile.locals!;
  }

  /** Parses and binds one cell. */
  parse(code: string, name = `cell${++this.count}`): BoundFile {
    const file = this.ts.createSourceFile(
      path.join(this.locations.folder, `__${name}__.ts`),
      code,
      {
        languageVersion: this.compilerOptions.target!,
        setExternalModuleIndicator: (made) => {
          (made as BoundFile).externalModuleIndicator = made;
        },
      },
      true,
    ) as BoundFile;
    this.ts.bindSourceFile(file, this.compilerOptions);
    file.parent = this.scopeFile;
    return file;
  }

  /** Whether the declarations of this level are loaded. */
  has(level: Level): boolean {
    return this.declarations.has(level);
  }

  /** Loads the declarations of this level, unless they are. */
  need(level: Level): void {
    this.declarations.need(level);
  }

  /** Loads what the cell names: the preloaded module, packages, local modules. */
  resolveImports(file: BoundFile): void {
    const resolved = this.ts.createModeAwareCache();
    const modules: string[] = [];
    const specifiers = importSpecifiers(this.ts, file);
    for (const specifier of specifiers) {
      const found = this.resolve(specifier, file.fileName);
      resolved.set(specifier, undefined, { resolvedModule: found });
      const isTyped = found && !/\.[cm]?jsx?$/.test(found.resolvedFileName);
      if (isTyped && found.resolvedFileName !== this.locations.api.types)
        modules.push(found.resolvedFileName);
    }
    file.resolvedModules = resolved;
    const isOwn = specifiers.every((specifier) => specifier === this.locations.api.name);
    if (!isOwn) this.declarations.need('node', modules);
    else if (specifiers.length > 0 || this.mentions(file.text, 'apiNames')) this.need('api');
    else if (this.mentions(file.text, 'restNames')) this.need('language');
  }

  /** Everything that is wrong with the cell, syntax first. */
  check(file: BoundFile): ts.Diagnostic[] {
    const syntax = [...file.parseDiagnostics, ...file.bindDiagnostics];
    if (syntax.length > 0) return syntax;
    if (this.isTorn) this.declarations.reload();
    this.isTorn = true;
    const problems = this.checkTypes(file);
    this.isTorn = false;
    return problems;
  }

  private checkTypes(file: BoundFile): ts.Diagnostic[] {
    this.resolveImports(file);
    let own = this.checkFile(file);
    // With few declarations loaded, `Cannot find name` may only mean that it was not looked for everywhere.
    if (own.length > 0 && !this.has('node')) {
      this.need('node');
      own = this.checkFile(file);
    }
    if (own.some((problem) => this.isDomMissing(problem))) {
      this.need('dom');
      own = this.checkFile(file);
    }
    return own.length > 0 ? own : this.checkLocalModules(file);
  }

  private checkFile(file: BoundFile): ts.Diagnostic[] {
    return this.checker.getDiagnostics(file).filter((d) => !isIgnored(file, d));
  }

  /** Whether a name was not found that a browser's document has. */
  private isDomMissing({ code, file, start = 0, length = 0 }: ts.Diagnostic): boolean {
    if (this.has('dom') || !file || !unknownName.has(code)) return false;
    return declaresDomName(this.ts, file.text.slice(start, start + length));
  }

  /** Whether one of the names may be meant. Without a list of them, a first failing check tells. */
  private mentions(code: string, list: 'apiNames' | 'restNames'): boolean {
    const names = this.declarations.files[list];
    return (code.match(/[\w$]+/g) ?? []).some((word) => names?.has(word));
  }

  /** What is wrong with local modules that a file imports, directly or not. Each is checked once per version. */
  private checkLocalModules(file: WithImports, seen = new Set<ts.SourceFile>()): ts.Diagnostic[] {
    const { program } = this;
    const problems: ts.Diagnostic[] = [];
    file.resolvedModules?.forEach(({ resolvedModule }) => {
      const found = resolvedModule && program.getSourceFile(resolvedModule.resolvedFileName);
      if (!found || seen.has(found) || found.isDeclarationFile) return;
      if (!this.declarations.files.isLocal(found.fileName)) return;
      seen.add(found);
      problems.push(
        ...this.checkModule(found),
        ...this.checkLocalModules(found as WithImports, seen),
      );
    });
    return problems;
  }

  private checkModule(file: ts.SourceFile): readonly ts.Diagnostic[] {
    if (this.sound.has(file)) return [];
    const { program } = this;
    const syntax = program.getSyntacticDiagnostics(file);
    const problems = syntax.length > 0 ? syntax : program.getSemanticDiagnostics(file);
    if (problems.length === 0) this.sound.add(file);
    return problems;
  }

  /** What the emitter asks about the cell. */
  emitResolver(file: BoundFile): EmitResolver {
    return this.checker.getEmitResolver(file);
  }

  /** Adds a cell's names to the scope; a name that was there before is replaced. */
  declare(file: BoundFile, keep: (name: string, symbol: ts.Symbol) => boolean): void {
    for (const [name, symbol] of file.locals ?? []) {
      if (!keep(symbol.name, symbol)) continue;
      const known = exportedSymbol(symbol);
      this.declared.set(name, known);
      this.scopeFile.locals!.set(name, known);
    }
  }

  /** Makes names usable that came into the scope at run time only, such as those that a debugger copied there. */
  declareLoosely(names: readonly string[]): void {
    const isName = (name: string): boolean => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
    const unknown = names.filter((name) => !this.declared.has(name as ts.__String) && isName(name));
    if (unknown.length === 0) return;
    this.declare(this.parse(`let ${unknown.map((name) => `${name}: any`).join(', ')}`), () => true);
  }

  /** Reads changed modules again. @returns whether any had changed */
  refresh(): boolean {
    return this.declarations.refresh();
  }

  /**
   * Makes the checker anew when it has seen more than `limit` cells since the last time: it keeps some 15 kB of each, also of
   * those that were only completed. What earlier cells declared stays.
   */
  trim(limit: number): void {
    if (this.count - this.countAtReload <= limit) return;
    this.countAtReload = this.count;
    this.declarations.reload();
  }

  /** Makes sure that the documentation of the name at a node can be read. */
  restoreDocs(node: ts.Node): void {
    const symbol = symbolToExplain(this.ts, this.checker, node);
    const meant = symbol && this.withoutAlias(symbol, this.checker);
    restoreDocs(this.ts, meant, (file) => this.declarations.files.documented(file));
  }

  private resolve(specifier: string, from: string): ts.ResolvedModuleFull | undefined {
    const { host } = this.declarations;
    const options = this.compilerOptions;
    return resolveTypes(specifier, from, { ...this.locations, ts: this.ts, host, options });
  }

  private withoutAlias(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
    if (!(symbol.flags & this.ts.SymbolFlags.Alias)) return symbol;
    const meant = checker.getAliasedSymbol(symbol);
    // A whole module under a name stays an alias: taken for itself, some are refused as globals of scripts.
    return meant.declarations?.some((d) => this.ts.isSourceFile(d)) ? symbol : meant;
  }

  private fillScope({ program, checker }: { program: ts.Program; checker: OpenChecker }): void {
    const locals = this.scopeFile.locals!;
    locals.clear();
    const api = program.getSourceFile(this.locations.api.types);
    const module = api && checker.getSymbolAtLocation(api);
    for (const symbol of module ? checker.getExportsOfModule(module) : [])
      locals.set(symbol.escapedName, this.withoutAlias(symbol, checker));
    for (const [name, symbol] of this.declared) locals.set(name, symbol);
  }
}

/** Diagnostics that say that a name is not known. */
const unknownName = new Set([2304, 2503, 2552, 2584]);
