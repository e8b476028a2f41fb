// Which declarations the checker stands on. The fewer, the sooner the first cell runs.
import path from 'node:path';
import type ts from 'typescript';
import { cellOptions } from './compiler-options.js';
import { coreGlobals, metaGlobals } from './core-globals.js';
import { domLibraries } from './dom-library.js';
import { keptStart } from './kept-start.js';
import { nodeTypes } from './node-types.js';
import { libraryFile, libraryParts } from './platform-library.js';
import { preparedLibrary } from './prepared-types.js';
import { runCold } from './run-cold.js';
import { SourceFiles, type Parsed } from './source-files.js';
import type { BoundFile, OpenChecker, TypeScript } from './typescript.js';

/**
 * `core`: what most cells name of the language, console and timers; `language`: all of it; `api`: and the preloaded module; `node`: and all of
 * Node; `dom`: and a browser's document.
 */
export type Level = 'core' | 'language' | 'api' | 'node' | 'dom';

const levels: readonly Level[] = ['core', 'language', 'api', 'node', 'dom'];
const coreFile = '/gatelab/core-globals.d.ts';
const metaFile = '/gatelab/meta-globals.d.ts';

/** A program and its checker. */
export interface Made {
  /** The program. */
  readonly program: ts.Program;
  /** Its checker. */
  readonly checker: OpenChecker;
}

/** What a start-up snapshot holds: files, and a program of the level `core`. */
export interface KeptDeclarations {
  /** The files. */
  readonly parsed: Parsed;
  /** A program of them. */
  readonly made: Made;
}

const kept = keptStart?.declarations as KeptDeclarations | undefined;

/** Where declarations are found. */
export interface Places {
  /** The file that declares the preloaded module. */
  readonly apiTypes: string;
  /** The notebook's folder, which may have declarations of Node of its own. */
  readonly folder: string;
}

/** A program of declarations and modules, made anew when more are needed. */
export class Declarations {
  /** How files are read and checked. */
  readonly options: ts.CompilerOptions;
  /** The files, parsed. */
  readonly files: SourceFiles;
  /** Set by the owner, who knows how modules are found. */
  host!: ts.CompilerHost;
  /** Set by the owner: where names are looked for that cells add to the types of globals and modules. */
  augmentationParent!: ts.Node;
  private nodeFile: string | undefined;
  /** What cells add, by text: the files that hold it. */
  private readonly augmentations = new Map<string, string>();
  private readonly virtual = new Map([
    [coreFile, coreGlobals],
    [metaFile, metaGlobals],
  ]);
  private readonly modules = new Set<string>();
  private level: Level = 'core';
  private made: Made | undefined;

  constructor(
    private readonly ts: TypeScript,
    private readonly places: Places,
    private readonly onMade: (made: Made) => void,
  ) {
    this.options = cellOptions(ts);
    this.files = new SourceFiles(ts, this.options, places.apiTypes, {
      virtual: this.virtual,
      parsed: kept?.parsed,
    });
  }

  /** The program of what is loaded so far. */
  get program(): ts.Program {
    return this.current().program;
  }

  /** Its checker. */
  get checker(): OpenChecker {
    return this.current().checker;
  }

  /** Whether cells have imported anything that has declarations. */
  get hasModules(): boolean {
    return this.modules.size > 0;
  }

  /** Whether everything is loaded that this level asks for. */
  has(level: Level): boolean {
    return levels.indexOf(this.level) >= levels.indexOf(level);
  }

  /** Sees to it that the program holds what the level asks for, and these modules. */
  need(level: Level, modules: readonly string[] = []): void {
    const missing = modules.filter((file) => !this.modules.has(file));
    if (this.has(level) && missing.length === 0) return;
    if (!this.has(level)) this.level = level;
    for (const file of missing) this.modules.add(file);
    // Packages are long enough to repay V8's optimiser.
    if (this.modules.size > 0) this.reload();
    else runCold(() => this.reload());
    if (this.modules.size > 0 && !this.has('dom') && this.refersToDom()) this.need('dom');
  }

  /** Takes in what a cell adds to the types of globals and modules. */
  augment(text: string | undefined): void {
    if (text === undefined || this.augmentations.has(text)) return;
    const file = path.join(this.places.folder, `__added${this.augmentations.size}__.d.ts`);
    this.augmentations.set(text, file);
    this.virtual.set(file, text);
    const parsed = this.files.open(file) as BoundFile;
    // The names of cells are known in it.
    parsed.parent = this.augmentationParent;
    this.reload();
  }

  /** Whether a module says that it needs the library of the DOM, as d3's do. */
  private refersToDom(): boolean {
    const files = this.program.getSourceFiles();
    return files.some((file) =>
      file.libReferenceDirectives.some(({ fileName }) => fileName === 'dom'),
    );
  }

  /** Reads changed local modules again. @returns whether any had changed */
  refresh(): boolean {
    const hasChanged = this.made !== undefined && this.files.hasChanged();
    if (hasChanged) this.reload();
    return hasChanged;
  }

  /** Makes program and checker anew, when there are any. */
  reload(): void {
    if (!this.made) return;
    this.make(this.made.program);
  }

  private current(): Made {
    return this.made ?? this.takeKept() ?? this.make();
  }

  /** What a start-up snapshot holds, if that is enough. */
  private takeKept(): Made | undefined {
    const isEnough = !this.has('language') && this.modules.size + this.augmentations.size === 0;
    if (!kept || !isEnough) return undefined;
    this.made = kept.made;
    this.onMade(this.made);
    return this.made;
  }

  private make(oldProgram?: ts.Program): Made {
    const library = this.library();
    const options = { ...this.options };
    if (library.length > 0) {
      // Otherwise the compiler looks for each file of its own library, and for replacements of it.
      options.noLib = true;
      delete options.lib;
    }
    const program = this.ts.createProgram({
      rootNames: [
        ...library,
        ...(this.has('dom') ? domLibraries(this.ts) : []),
        ...(this.has('node') ? this.nodeFiles() : [coreFile]),
        metaFile,
        ...(this.has('api') ? [this.places.apiTypes] : []),
        ...this.augmentations.values(),
        ...this.modules,
      ],
      options,
      host: this.host,
      ...(oldProgram ? { oldProgram } : {}),
    });
    const checker = program.getTypeChecker() as OpenChecker;
    this.made = { program, checker };
    this.onMade(this.made);
    return this.made;
  }

  /** Where `/// <reference types="…" />` leads. */
  resolveReference(
    name: string,
    from: string,
    options: ts.CompilerOptions,
  ): ts.ResolvedTypeReferenceDirectiveWithFailedLookupLocations {
    const [resolvedFileName] = name === 'node' ? this.nodeFiles() : [];
    if (resolvedFileName === undefined)
      return this.ts.resolveTypeReferenceDirective(name, from, options, this.host);
    return { resolvedTypeReferenceDirective: { primary: true, resolvedFileName } } as ReturnType<
      TypeScript['resolveTypeReferenceDirective']
    >;
  }

  /** The declarations of Node. Packages that refer to them get the same. */
  private nodeFiles(): string[] {
    this.nodeFile ??= nodeTypes(this.ts, this.host, this.places.folder);
    return this.nodeFile === undefined ? [] : [this.nodeFile];
  }

  /** What a build prepared of the language's library, as far as it is needed, and what the running Node has beyond it. */
  private library(): string[] {
    if (this.files.restNames === undefined) return [];
    const { core, rest } = preparedLibrary;
    if (!this.has('language')) return [core];
    const [, ...newer] = libraryParts(this.ts);
    return [core, rest, ...newer.map((part) => libraryFile(this.ts, part))];
  }
}
