// Type checking cell by cell with one checker that lives on.
//
// A compiler makes a new checker for every program, and a new checker spends 50 ms and more on merging library files
// before it looks at a cell. Here the program holds libraries and modules only. Each cell is parsed, bound and handed to the
// program's checker as a file the program does not know; names of earlier cells are found because the cell's
// parent node is a file whose symbol table is the notebook's scope (tslab's way of chaining declarations).
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from '@tslab/typescript-for-tslab';
import { importSpecifiers } from './import-specifiers.js';
import { SourceFiles } from './source-files.js';
import type { BoundFile, EmitResolver, OpenChecker, ScopeTable, TypeScript } from './typescript.js';
import { tslabFolder } from './typescript.js';

/** Where the checker looks for things. */
export interface CheckerOptions {
  /** The notebook's folder: relative imports and packages are found from here. */
  readonly folder: string;
  /** The declarations of the preloaded module. */
  readonly api: { readonly name: string; readonly types: string };
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
  private count = 0;

  constructor(
    private readonly ts: TypeScript,
    private readonly options: CheckerOptions,
  ) {
    this.compilerOptions = cellOptions(ts);
    this.files = new SourceFiles(ts, this.compilerOptions);
    this.host = this.files.compilerHost(options.folder);
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
    return this.checker.getDiagnostics(file).filter((d) => !isIgnored(file, d));
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

  /** Reads changed modules again. @returns the paths that had changed */
  refresh(): string[] {
    const changed = this.current ? this.files.changed() : [];
    if (changed.length > 0) this.reload([]);
    return changed;
  }

  private resolve(specifier: string, from: string): ts.ResolvedModuleFull | undefined {
    const { api } = this.options;
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

function cellOptions(ts: TypeScript): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
    types: ['node'],
    typeRoots: [path.join(tslabFolder, 'node_modules', '@types')],
    esModuleInterop: true,
    resolveJsonModule: true,
    allowJs: true,
    isolatedModules: false,
    preserveConstEnums: true,
    experimentalDecorators: true,
    jsx: ts.JsxEmit.React,
    skipLibCheck: true,
    noEmit: true,
    sourceMap: true,
  };
}

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
