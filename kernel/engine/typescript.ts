// The one door to the compiler, and to the parts of it that its declarations leave out.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type ts from 'typescript';
import type { OldFile } from './cell-imports.js';
import { loadCompiled } from './compiled-script.js';
import { keptStart } from './kept-start.js';

/** A source file with what the binder adds. */
export interface BoundFile extends ts.SourceFile {
  /** What is declared at the top, by name. */
  locals?: ts.SymbolTable;
  /** The node above. */
  parent: ts.Node;
  /** What is wrong with the syntax. */
  parseDiagnostics: readonly ts.DiagnosticWithLocation[];
  /** What is wrong with declarations. */
  bindDiagnostics: readonly ts.DiagnosticWithLocation[];
  /** What makes it a module; undefined where nothing does. */
  externalModuleIndicator?: unknown;
  /** Comments such as `@ts-expect-error`. */
  commentDirectives?: readonly unknown[];
}

/** A checker that also checks files its program does not know. */
export interface OpenChecker extends ts.TypeChecker {
  /** What is wrong with a file. */
  getDiagnostics(file: ts.SourceFile): ts.Diagnostic[];
  /** What the emitter asks about a file. */
  getEmitResolver(file: ts.SourceFile): EmitResolver;
  /** Whether it stands for a name that was not found. */
  isUnknownSymbol(symbol: ts.Symbol): boolean;
  /** What a module exports, and what the object has that stands for all of it (`export =`). */
  getExportsAndPropertiesOfModule(module: ts.Symbol): ts.Symbol[];
  /** What a name means at a place; undefined where nothing has it. */
  resolveName(
    name: string,
    location: ts.Node,
    meaning: ts.SymbolFlags,
    excludeGlobals: boolean,
  ): ts.Symbol | undefined;
}

/** Answers the emitter's questions about a checked file. */
export interface EmitResolver {
  /** Whether an import is used as a value, and so has to stay. */
  isReferencedAliasDeclaration(node: ts.Node): boolean;
}

/** Comments that silence the line below them. */
export interface CommentDirectives {
  /** Notes that a comment has silenced a problem. @returns whether there is one for the line */
  markUsed(line: number): boolean;
  /** Comments that expected a problem where there is none. */
  getUnusedExpectations(): readonly { readonly range: ts.TextRange }[];
}

/** Turns positions in what is printed into positions in the cell. */
export interface SourceMapGenerator {
  /** The map in the form of its specification, version 3. */
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

type GetCompletions = (
  host: unknown,
  program: ts.Program,
  log: () => void,
  ...rest: readonly unknown[]
) => ts.CompletionInfo | undefined;

interface UnlistedCompiler {
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  /** For compilers that look the imports of a file up in the file. */
  createModeAwareCache(): NonNullable<OldFile['resolvedModules']>;
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
  readonly transformESDecorators: ts.TransformerFactory<ts.SourceFile>;
  /** Lowers `using`. */
  readonly transformESNext: ts.TransformerFactory<ts.SourceFile>;
  readonly transformClassFields: ts.TransformerFactory<ts.SourceFile>;
  readonly transformJsx: ts.TransformerFactory<ts.SourceFile>;
  isExpressionNode(node: ts.Node): boolean;
  isAssignmentTarget(node: ts.Node): boolean;
  isGlobalScopeAugmentation(node: ts.ModuleDeclaration): boolean;
  isInTemplateString(file: ts.SourceFile, position: number): boolean;
  isInComment(file: ts.SourceFile, position: number): unknown;
  isInExpressionContext(node: ts.Node): boolean;
  /** 0 when a namespace holds types only. */
  getModuleInstanceState(node: ts.ModuleDeclaration): number;
  readonly Completions: {
    readonly getCompletionsAtPosition: GetCompletions;
    readonly getCompletionsAtPositionForTslab?: GetCompletions;
  };
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      ...rest: readonly unknown[]
    ): Pick<ts.QuickInfo, 'displayParts' | 'documentation' | 'tags'>;
  };
  typeToDisplayParts(
    checker: ts.TypeChecker,
    type: ts.Type,
    enclosing: ts.Node,
  ): ts.SymbolDisplayPart[];
  /** What `@ts-expect-error` and `@ts-ignore` say, by line. */
  createCommentDirectivesMap(
    file: ts.SourceFile,
    directives: readonly unknown[],
  ): CommentDirectives;
  readonly SignatureHelp: {
    getSignatureHelpItems(
      program: ts.Program,
      file: ts.SourceFile,
      position: number,
      ...rest: readonly unknown[]
    ): ts.SignatureHelpItems | undefined;
  };
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  findPrecedingToken(position: number, file: ts.SourceFile): ts.Node | undefined;
}

/** The compiler: its declared interface and the unlisted parts used here. */
export type TypeScript = Omit<typeof ts, keyof UnlistedCompiler> & UnlistedCompiler;

let loaded: { readonly exports: unknown; save?(): void } | undefined;

const fromHere = createRequire(import.meta.url);

/** Whether cells are compiled by tslab's own fork of TypeScript 5.0, which has to be installed beside gatelab. */
export const isTslabCompiler: boolean = process.env['GATELAB_COMPILER'] === 'tslab';

/**
 * Loads the compiler, once: as the build prepared it, or as it is.
 * @throws Error when tslab's was chosen and is not installed
 */
export function loadTypeScript(): TypeScript {
  loaded ??= isTslabCompiler ? loadFork() : loadCurrent();
  return loaded.exports as TypeScript;
}

function loadCurrent(): NonNullable<typeof loaded> {
  if (keptStart) return { exports: keptStart.compiler };
  const prepared = fileURLToPath(new URL('./prepared/compiler.cjs', import.meta.url));
  const original = fromHere.resolve('typescript');
  return loadCompiled(prepared, original) ?? { exports: fromHere(original) as unknown };
}

function loadFork(): NonNullable<typeof loaded> {
  const name = '@tslab/typescript-for-tslab';
  try {
    const tslab = fromHere.resolve('tslab/package.json');
    return { exports: createRequire(tslab)(name) as unknown };
  } catch (error) {
    throw new Error(
      'cells were to be compiled by tslab (GATELAB_COMPILER=tslab), which is not installed beside gatelab: run "npm install tslab"',
      { cause: error },
    );
  }
}

/** Makes the next start faster. To be called when the compiler has done some work. */
export function saveCompiledTypeScript(): void {
  loaded?.save?.();
}
