// Type checking cell by cell with one checker that lives on.
//
// A compiler makes a new checker for every program, and a new checker spends 50 ms and more on merging library files
// before it looks at a cell. Here the program holds libraries and modules only. Each cell is parsed, bound and handed to the
// program's checker as a file the program does not know; names of earlier cells are found because the cell's
// parent node is a file whose symbol table is the notebook's scope (tslab's way of chaining declarations).
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from '@tslab/typescript-for-tslab';
import { cellOptions } from './compiler-options.js';
import { importSpecifiers } from './import-specifiers.js';
import { parseNpmSpecifier, type NpmPackages } from './npm.js';
import { restoreDocs } from './restore-docs.js';
import { SourceFiles } from './source-files.js';
import type { BoundFile, EmitResolver, OpenChecker, ScopeTable, TypeScript } from './typescript.js';

/** A file that may have imports; the declared type does not list them. */
type WithImports = Pick<BoundFile, 'resolvedModules'>;

/** Where the checker looks for things. */
export interface CheckerOptions {
  /** The notebook's folder: relative imports and packages are found from here. */
  readonly folder: string;
  /** The declarations of the preloaded module. */
  readonly api: { readonly name: string; readonly types: string };
  readonly npm: NpmPackages;
}

/** Checks cells against the notebook's scope. */
export class CellChecker {
  readonly compilerOptions: ts.CompilerOptions;
  private readonly files: SourceFiles;
  private readonly host: ts.CompilerHost;
  private readonly roots: Set<string>;
  private readonly scopeFile: BoundFile;
  /** Names that cells declared. They hide preloaded ones. */
  private readonly declared = new Map<ts.__String, ts.Symbol>();
  private current: { program: ts.Program; checker: OpenChecker } | undefined;
  /** Local modules without problems. */
  private readonly sound = new WeakSet<ts.SourceFile>();
  private count = 0;

  constructor(
    private readonly ts: TypeScript,
    private readonly options: CheckerOptions,
  ) {
    this.compilerOptions = cellOptions(ts);
    const root = path.dirname(path.dirname(options.api.types));
    const fixed = ['src', 'kernel', 'widgets'].map((name) => path.join(root, name) + path.sep);
    this.files = new SourceFiles(ts, this.compilerOptions, fixed);
    this.host = this.files.compilerHost(options.folder);
    this.host.resolveModuleNameLiterals = (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: this.resolve(text, from) }));
    this.roots = new Set([options.api.types]);
    this.scopeFile = this.parse('export {}', 'scope');
  }

  /** The program of libraries and modules; made when first asked for. */
  get program(): ts.Program {
    return this.load().program;
  }

  /** The one checker. */
  get checker(): OpenChecker {
    return this.load().checker;
  }

  /** The names a cell may use, and what they stand for. */
  get scope(): ScopeTable {
    this.load();
    return this.scopeFile.locals!;
  }

  /** Parses and binds one cell. */
  parse(code: string, name = `cell${++this.count}`): BoundFile {
    const file = this.ts.createSourceFile(
      path.join(this.options.folder, `__${name}__.ts`),
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

  /** Makes sure that all modules which the cell imports are loaded. */
  resolveImports(file: BoundFile): void {
    const resolved = this.ts.createModeAwareCache();
    const missing: string[] = [];
    for (const specifier of importSpecifiers(this.ts, file)) {
      const found = this.resolve(specifier, file.fileName);
      resolved.set(specifier, undefined, { resolvedModule: found });
      const isTyped = found && !/\.[cm]?jsx?$/.test(found.resolvedFileName);
      if (isTyped && !this.program.getSourceFile(found.resolvedFileName))
        missing.push(found.resolvedFileName);
    }
    file.resolvedModules = resolved;
    if (missing.length > 0) this.reload(missing);
  }

  /** Everything that is wrong with the cell, syntax first. */
  check(file: BoundFile): ts.Diagnostic[] {
    this.resolveImports(file);
    const syntax = [...file.parseDiagnostics, ...file.bindDiagnostics];
    if (syntax.length > 0) return syntax;
    const own = this.checker.getDiagnostics(file).filter((d) => !isIgnored(file, d));
    return own.length > 0 ? own : this.checkLocalModules(file);
  }

  /** What is wrong with local modules that a file imports, directly or not. Each is checked once per version. */
  private checkLocalModules(file: WithImports, seen = new Set<ts.SourceFile>()): ts.Diagnostic[] {
    const { program } = this;
    const problems: ts.Diagnostic[] = [];
    file.resolvedModules?.forEach(({ resolvedModule }) => {
      const found = resolvedModule && program.getSourceFile(resolvedModule.resolvedFileName);
      if (!found || seen.has(found) || found.isDeclarationFile) return;
      if (!this.files.isLocal(found.fileName)) return;
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

  /** Reads changed modules again. @returns whether any had changed */
  refresh(): boolean {
    const hasChanged = this.current !== undefined && this.files.hasChanged();
    if (hasChanged) this.reload([]);
    return hasChanged;
  }

  /** Makes sure that the documentation of the name at a node can be read. */
  restoreDocs(node: ts.Node): void {
    const symbol = this.checker.getSymbolAtLocation(node);
    const isAlias = symbol && symbol.flags & this.ts.SymbolFlags.Alias;
    const meant = isAlias ? this.checker.getAliasedSymbol(symbol) : symbol;
    restoreDocs(this.ts, meant, (file) =>
      this.files.isLocal(file) ? undefined : this.files.documented(file),
    );
  }

  private resolve(specifier: string, from: string): ts.ResolvedModuleFull | undefined {
    const { api, npm } = this.options;
    if (specifier.startsWith('npm:')) {
      const inside = path.join(npm.folderOf(specifier), 'cell.ts');
      return this.resolve(parseNpmSpecifier(specifier).bare, inside);
    }
    if (specifier === api.name)
      return { resolvedFileName: api.types, extension: this.ts.Extension.Dts };
    const look = (base: string): ts.ResolvedModuleFull | undefined =>
      this.ts.resolveModuleName(specifier, base, this.compilerOptions, this.host).resolvedModule;
    // The packages that gatelab itself stands on are there for notebooks anywhere on the disk.
    return look(from) ?? (isBare(specifier) ? look(fileURLToPath(import.meta.url)) : undefined);
  }

  private load(): { program: ts.Program; checker: OpenChecker } {
    if (!this.current) this.reload([]);
    return this.current!;
  }

  private reload(modules: readonly string[]): void {
    for (const module of modules) this.roots.add(module);
    const program = this.ts.createProgram({
      rootNames: [...this.roots],
      options: this.compilerOptions,
      host: this.host,
      ...(this.current ? { oldProgram: this.current.program } : {}),
    });
    const checker = program.getTypeChecker() as OpenChecker;
    this.current = { program, checker };
    this.fillScope(program, checker);
  }

  private withoutAlias(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
    return symbol.flags & this.ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  }

  private fillScope(program: ts.Program, checker: ts.TypeChecker): void {
    const locals = this.scopeFile.locals!;
    locals.clear();
    const api = program.getSourceFile(this.options.api.types);
    const module = api && checker.getSymbolAtLocation(api);
    for (const symbol of module ? checker.getExportsOfModule(module) : [])
      locals.set(symbol.escapedName, this.withoutAlias(symbol, checker));
    for (const [name, symbol] of this.declared) locals.set(name, symbol);
  }
}

const isBare = (specifier: string): boolean => !/^[./]|^\w+:/.test(specifier);

/** `// @ts-ignore` and `// @ts-expect-error` on the line before, as the compiler honours them. */
function isIgnored(file: ts.SourceFile, diagnostic: ts.Diagnostic): boolean {
  const { line } = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
  const before = file.text.split('\n')[line - 1] ?? '';
  return /^\s*\/\/+\s*@ts-(?:ignore|expect-error)\b/.test(before);
}

/** What `export const x` declares; inside its file only a stand-in is found. */
function exportedSymbol(symbol: ts.Symbol & { exportSymbol?: ts.Symbol }): ts.Symbol {
  return symbol.exportSymbol ?? symbol;
}
