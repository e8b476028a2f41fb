// Type checking cell by cell with one checker that lives on.
//
// A compiler makes a new checker for every program, and a new checker spends 50 ms and more on merging library files
// before it looks at a cell. Here the program holds libraries and modules only. Each cell is parsed, bound and handed to the
// program's checker as a file the program does not know; names of earlier cells are found because the cell's
// parent node is a file whose symbol table is the notebook's scope (tslab's way of chaining declarations).
import path from 'node:path';
import type ts from 'typescript';
import { augmentationsOf } from './augmentations.js';
import { CellImports } from './cell-imports.js';
import { LocalModuleChecks } from './check-local-modules.js';
import { Declarations, type Level } from './declarations.js';
import { declaresDomName } from './dom-library.js';
import { habitTypes } from './magics/notebook-habits.js';
import { problemsThatCount } from './ignored-problems.js';
import { importSpecifiers } from './import-specifiers.js';
import { jsxPragmas } from './jsx.js';
import { mergeInterfaces } from './merge-interfaces.js';
import { ModuleTypes } from './module-types.js';
import { NotebookScope, withoutAlias } from './notebook-scope.js';
import { exportsAsImports } from './re-exports.js';
import type { TypeLocations } from './resolve-types.js';
import type { Parsed } from './source-files.js';
import { restoreDocs, symbolToExplain } from './restore-docs.js';
import type { BoundFile, EmitResolver, OpenChecker, ScopeTable, TypeScript } from './typescript.js';
import { UnknownTypes } from './unknown-types.js';

/** Checks cells against the notebook's scope. */
export class CellChecker {
  /** How cells are read and checked. */
  readonly compilerOptions: ts.CompilerOptions;
  /** Whether all cells are read as JSX, not only those that have a pragma. */
  readsJsx = false;
  /** What packages leave unknown. */
  readonly unknown: UnknownTypes;
  private readonly declarations: Declarations;
  private readonly imports: CellImports;
  private readonly localModules: LocalModuleChecks;
  private readonly names: NotebookScope;
  private readonly modules: ModuleTypes;
  /** Whether the last check did not come to its end: it was stopped, or too deep. What the checker then believes is not to be relied on. */
  private isTorn = false;
  private count = 0;
  private countAtReload = 0;

  constructor(
    private readonly ts: TypeScript,
    private readonly locations: TypeLocations,
  ) {
    const { folder, api } = locations;
    this.imports = new CellImports(() => ts.createModeAwareCache());
    this.declarations = new Declarations(ts, { apiTypes: api.types, folder }, (made) => {
      this.imports.tell(made.program);
      this.names.fill(made);
    });
    this.unknown = new UnknownTypes(ts, this.declarations);
    this.compilerOptions = this.declarations.options;
    const { files } = this.declarations;
    this.localModules = new LocalModuleChecks(this.imports, (file) => files.isLocal(file));
    this.modules = new ModuleTypes(ts, locations, this.declarations);
    const scopeFile = this.parse('export {}', 'scope');
    this.names = new NotebookScope(ts, scopeFile, api.types);
    for (const [name, symbol] of this.parse(habitTypes, 'habits').locals!)
      this.names.preset.set(name, symbol);
    this.declarations.augmentationParent = scopeFile;
  }

  /** The program of libraries and modules; made when first asked for. */
  get program(): ts.Program {
    return this.declarations.program;
  }

  /** The one checker. */
  get checker(): OpenChecker {
    return this.declarations.checker;
  }

  /** Every file that was read. */
  get parsed(): Parsed {
    return this.declarations.files.parsed;
  }

  /** The names a cell may use, and what they stand for. */
  get scope(): ScopeTable {
    return this.names.table;
  }

  /** Parses and binds one cell. */
  parse(code: string, name = `cell${++this.count}`): BoundFile {
    const isJsx = this.readsJsx || jsxPragmas(code).size > 0;
    const file = this.ts.createSourceFile(
      path.join(this.locations.folder, `__${name}__.${isJsx ? 'tsx' : 'ts'}`),
      code,
      {
        languageVersion: this.compilerOptions.target!,
        setExternalModuleIndicator: (made) => {
          (made as BoundFile).externalModuleIndicator = made;
        },
      },
      true,
    ) as BoundFile;
    // What a program would have filled in; some answers are worked out from it.
    const known = { path: file.fileName, imports: [], moduleAugmentations: [] };
    Object.assign(file, known, { ambientModuleNames: [] });
    this.ts.bindSourceFile(file, this.compilerOptions);
    if (this.names) file.parent = this.names.file;
    return file;
  }

  /** Parses a cell that is about to run: what it exports from a module is in scope, as if it were imported. */
  parseToRun(code: string): BoundFile {
    const file = this.parse(code);
    const imports = exportsAsImports(this.ts, file);
    // Who made a mistake sees what was typed.
    return imports === code ? file : Object.assign(this.parse(imports), { text: code });
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
    const resolved = new Map<string, ts.ResolvedModuleFull | undefined>();
    const modules: string[] = [];
    const specifiers = importSpecifiers(this.ts, file);
    for (const specifier of specifiers) {
      const found = this.modules.resolve(specifier, file.fileName);
      resolved.set(specifier, found);
      const isTyped = found && !/\.[cm]?jsx?$/.test(found.resolvedFileName);
      if (isTyped && found.resolvedFileName !== this.locations.api.types)
        modules.push(found.resolvedFileName);
      // Whoever misses a package installs it next, perhaps in a terminal.
      if (!found) this.forgetPackages();
    }
    this.imports.set(file, resolved);
    const isOwn = specifiers.every((specifier) => specifier === this.locations.api.name);
    if (!isOwn) this.declarations.need('node', modules);
    else if (specifiers.length > 0 || this.mentions(file.text, 'apiNames')) this.need('api');
    else if (this.mentions(file.text, 'restNames')) this.need('language');
  }

  /** Everything that is wrong with the cell, syntax first. */
  check(file: BoundFile): readonly ts.Diagnostic[] {
    const syntax = [...file.parseDiagnostics, ...file.bindDiagnostics];
    if (syntax.length > 0) return syntax;
    if (this.isTorn) this.declarations.reload();
    this.isTorn = true;
    const problems = this.checkTypes(file);
    this.isTorn = false;
    return problems;
  }

  private checkTypes(file: BoundFile): readonly ts.Diagnostic[] {
    mergeInterfaces(this.ts, file, this.scope);
    this.declarations.augment(augmentationsOf(this.ts, file));
    this.resolveImports(file);
    let own = this.checkFile(file);
    // With few declarations loaded, `Cannot find name` may only mean that it was not looked for everywhere.
    if (own.length > 0 && !this.has('node')) {
      this.need('node');
      own = this.checkFile(file);
    }
    if ([...own, ...this.unknown.problems()].some((problem) => this.isDomMissing(problem))) {
      this.need('dom');
      own = this.checkFile(file);
    }
    return own.length > 0 ? own : this.localModules.check(file, this.program);
  }

  private checkFile(file: BoundFile): readonly ts.Diagnostic[] {
    return problemsThatCount(this.ts, file, this.checker.getDiagnostics(file));
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

  /** What the emitter asks about the cell. */
  emitResolver(file: BoundFile): EmitResolver {
    return this.checker.getEmitResolver(file);
  }

  /** Adds a cell's names to the scope; a name that was there before is replaced. */
  declare(file: BoundFile, keep: (name: string, symbol: ts.Symbol) => boolean): void {
    this.names.declare(file, keep);
  }

  /** Makes names usable that came into the scope at run time only, such as those that a debugger copied there. */
  declareLoosely(names: readonly string[]): void {
    const unknown = names.filter((name) => !this.names.isDeclared(name) && isName(name));
    if (unknown.length === 0) return;
    this.declare(this.parse(`let ${unknown.map((name) => `${name}: any`).join(', ')}`), () => true);
  }

  /** Whether cells are checked as in a new project: `undefined` and `null` are types of their own, and nothing is `any` in silence. */
  setStrict(isStrict: boolean): void {
    if (this.compilerOptions.strict === isStrict) return;
    this.compilerOptions.strict = isStrict;
    this.declarations.reload();
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
    const meant = symbol && withoutAlias(this.ts, symbol, this.checker);
    restoreDocs(this.ts, meant, (file) => this.declarations.files.documented(file));
  }

  /** Looks for packages anew: some may have been installed. */
  forgetPackages(): void {
    this.modules.forget();
  }
}

const isName = (name: string): boolean => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);

/** Diagnostics that say that a name is not known. */
const unknownName = new Set([2304, 2503, 2552, 2584]);
