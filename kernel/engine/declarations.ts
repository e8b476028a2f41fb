// Which declarations the checker stands on. The fewer, the sooner the first cell runs.
import type ts from '@tslab/typescript-for-tslab';
import { cellOptions } from './compiler-options.js';
import { coreGlobals, metaGlobals } from './core-globals.js';
import { domLibraries } from './dom-library.js';
import { preparedLibrary } from './prepared-types.js';
import { runCold } from './run-cold.js';
import { SourceFiles } from './source-files.js';
import type { OpenChecker, TypeScript } from './typescript.js';

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
  readonly program: ts.Program;
  readonly checker: OpenChecker;
}

/** A program of declarations and modules, made anew when more are needed. */
export class Declarations {
  readonly options: ts.CompilerOptions;
  readonly files: SourceFiles;
  /** Set by the owner, who knows how modules are found. */
  host!: ts.CompilerHost;
  private readonly modules = new Set<string>();
  private level: Level = 'core';
  private made: Made | undefined;

  /** @param apiTypes the file that declares the preloaded module */
  constructor(
    private readonly ts: TypeScript,
    private readonly apiTypes: string,
    private readonly onMade: (made: Made) => void,
  ) {
    this.options = cellOptions(ts);
    this.files = new SourceFiles(
      ts,
      this.options,
      apiTypes,
      new Map([
        [coreFile, coreGlobals],
        [metaFile, metaGlobals],
      ]),
    );
  }

  get program(): ts.Program {
    return this.current().program;
  }

  get checker(): OpenChecker {
    return this.current().checker;
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
    runCold(() => this.reload());
    if (this.modules.size > 0 && !this.has('dom') && this.refersToDom()) this.need('dom');
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
    return this.made ?? this.make();
  }

  private make(oldProgram?: ts.Program): Made {
    const library = this.library();
    const options = { ...this.options, types: this.has('node') ? ['node'] : [] };
    if (library.length > 0) {
      // Otherwise the compiler looks for each file of its own library, and for replacements of it.
      options.noLib = true;
      delete options.lib;
    }
    const program = this.ts.createProgram({
      rootNames: [
        ...library,
        ...(this.has('dom') ? domLibraries(this.ts) : []),
        ...(this.has('node') ? [] : [coreFile]),
        metaFile,
        ...(this.has('api') ? [this.apiTypes] : []),
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

  /** What a build prepared of the language's library, as far as it is needed. */
  private library(): string[] {
    if (this.files.restNames === undefined) return [];
    const { core, rest } = preparedLibrary;
    return this.has('language') ? [core, rest] : [core];
  }
}
