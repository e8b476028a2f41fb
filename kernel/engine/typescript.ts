// The one door to tslab's TypeScript fork, and to the parts of it that its declarations leave out.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from '@tslab/typescript-for-tslab';
import { loadCompiled } from './compiled-script.js';

/** A source file with what the binder adds. */
export interface BoundFile extends ts.SourceFile {
  locals?: ts.SymbolTable;
  parent: ts.Node;
  parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  bindDiagnostics: readonly ts.DiagnosticWithLocation[];
  externalModuleIndicator?: unknown;
  commentDirectives?: readonly unknown[];
  resolvedModules?: ModeAwareCache;
}

/** Resolved imports of a file, by specifier. */
export interface ModeAwareCache {
  set(
    name: string,
    mode: undefined,
    resolution: { readonly resolvedModule: ts.ResolvedModuleFull | undefined },
  ): unknown;
  forEach(visit: (resolution: { readonly resolvedModule?: ts.ResolvedModuleFull }) => void): void;
}

/** A checker that also checks files its program does not know. */
export interface OpenChecker extends ts.TypeChecker {
  getDiagnostics(file: ts.SourceFile): ts.Diagnostic[];
  getEmitResolver(file: ts.SourceFile): EmitResolver;
  resolveName(
    name: string,
    location: ts.Node,
    meaning: ts.SymbolFlags,
    excludeGlobals: boolean,
  ): ts.Symbol | undefined;
}

/** Answers the emitter's questions about a checked file. */
export interface EmitResolver {
  isReferencedAliasDeclaration(node: ts.Node): boolean;
}

/** Turns positions in what is printed into positions in the cell. */
export interface SourceMapGenerator {
  toJSON(): { readonly version: number; readonly sources: string[]; readonly mappings: string };
}

interface EmitPrinter {
  writeFile(file: ts.SourceFile, writer: TextWriter, map: SourceMapGenerator): void;
}

interface TextWriter {
  getText(): string;
}

/** Names of a scope and what they stand for. */
export type ScopeTable = ReadonlyMap<ts.__String, ts.Symbol>;

interface UnlistedCompiler {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  createModeAwareCache(): ModeAwareCache;
  createTextWriter(newLine: string): TextWriter;
  createSourceMapGenerator(
    host: unknown,
    file: string,
    sourceRoot: string,
    ...rest: readonly unknown[]
  ): SourceMapGenerator;
  createPrinter(
    options: ts.PrinterOptions & { target?: ts.ScriptTarget; sourceMap?: boolean },
    handlers?: ts.PrintHandlers,
  ): ts.Printer & EmitPrinter;
  skipOuterExpressions(node: ts.Expression): ts.Expression;
  /** The first position from `position` on that is neither white space nor comment. */
  skipTrivia(text: string, position: number): number;
  transformNodes(
    resolver: EmitResolver,
    host: unknown,
    factory: ts.NodeFactory,
    ...rest: readonly unknown[]
  ): ts.TransformationResult<ts.SourceFile>;
  readonly transformTypeScript: ts.TransformerFactory<ts.SourceFile>;
  readonly transformLegacyDecorators: ts.TransformerFactory<ts.SourceFile>;
  readonly transformClassFields: ts.TransformerFactory<ts.SourceFile>;
  readonly transformJsx: ts.TransformerFactory<ts.SourceFile>;
  isExpressionNode(node: ts.Node): boolean;
  isInExpressionContext(node: ts.Node): boolean;
  /** 0 when a namespace holds types only. */
  getModuleInstanceState(node: ts.ModuleDeclaration): number;
  readonly Completions: {
    getCompletionsAtPositionForTslab(
      host: unknown,
      program: ts.Program,
      log: () => void,
      ...rest: readonly unknown[]
    ): ts.CompletionInfo | undefined;
  };
  readonly SignatureHelp: {
    getSignatureHelpItems(
      program: ts.Program,
      file: ts.SourceFile,
      position: number,
      ...rest: readonly unknown[]
    ): ts.SignatureHelpItems | undefined;
  };
  getQuickInfoAtPosition(
    file: ts.SourceFile,
    checker: ts.TypeChecker,
    token: ts.CancellationToken,
    position: number,
  ): ts.QuickInfo | undefined;
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  findPrecedingToken(position: number, file: ts.SourceFile): ts.Node | undefined;
}

/** The compiler: its declared interface and the unlisted parts used here. */
export type TypeScript = Omit<typeof ts, keyof UnlistedCompiler> & UnlistedCompiler;

let loaded: { readonly exports: unknown; save?(): void } | undefined;

const fromHere = createRequire(import.meta.url);

/** tslab's own folder: its compiler and its `@types/node` are found from there. */
export const tslabFolder: string = path.dirname(fromHere.resolve('tslab/package.json'));

/** Loads tslab's compiler, once: as the build prepared it, or as it is. */
export function loadTypeScript(): TypeScript {
  if (!loaded) {
    const fromTslab = createRequire(path.join(tslabFolder, 'package.json'));
    const name = '@tslab/typescript-for-tslab';
    const prepared = fileURLToPath(new URL('./prepared/compiler.cjs', import.meta.url));
    loaded = loadCompiled(prepared, fromTslab.resolve(name)) ?? { exports: fromTslab(name) };
  }
  return loaded.exports as TypeScript;
}

/** Makes the next start faster. To be called when the compiler has done some work. */
export function saveCompiledTypeScript(): void {
  loaded?.save?.();
}
