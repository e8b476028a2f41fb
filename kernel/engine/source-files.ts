// Files as the compiler sees them: read once, parsed once, shared by every program of the kernel.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type ts from 'typescript';
import { isDomLibrary, withoutPageGlobals } from './dom-library.js';
import { keyOf, readPreparedTypes, withoutComments, type PreparedTypes } from './prepared-types.js';
import type { TypeScript } from './typescript.js';

interface CachedFile {
  readonly file: ts.SourceFile;
  readonly modified: number;
}

/** What is known of files: handed from a start-up snapshot to the kernel that starts from it. */
export interface Parsed {
  /** By path. */
  readonly files: Map<string, CachedFile>;
  /** What a build prepared of the language's library. */
  readonly prepared: PreparedTypes | undefined;
}

/** What is known from the start. */
export interface Known {
  /** Texts of files that exist nowhere else. */
  readonly virtual: ReadonlyMap<string, string>;
  /** What a start-up snapshot holds. */
  readonly parsed: Parsed | undefined;
}

/** Parsed files by path; the user's own are read again when they changed on disk. */
export class SourceFiles {
  /** Names that the preloaded module exports, types too; undefined where nothing was prepared by a build. */
  readonly apiNames: ReadonlySet<string> | undefined;
  /** Names that only the second half of the prepared library declares; undefined where nothing was prepared. */
  readonly restNames: ReadonlySet<string> | undefined;
  /** What is known of files so far. */
  readonly parsed: Parsed;
  private readonly virtual: ReadonlyMap<string, string>;
  private readonly files: Map<string, CachedFile>;
  private readonly withDocs = new Map<string, ts.SourceFile>();
  private readonly prepared: PreparedTypes | undefined;
  private readonly fixed: readonly string[];

  /**
   * @param apiTypes the declarations of the preloaded module; files around it do not change while the kernel runs
   */
  constructor(
    private readonly ts: TypeScript,
    private readonly options: ts.CompilerOptions,
    apiTypes: string,
    { virtual, parsed }: Known,
  ) {
    this.virtual = virtual;
    this.parsed = parsed ?? { files: new Map(), prepared: readPreparedTypes() };
    this.files = this.parsed.files;
    this.prepared = this.parsed.prepared;
    const root = path.dirname(path.dirname(apiTypes));
    this.fixed = ['src', 'kernel', 'widgets'].map((name) => path.join(root, name) + path.sep);
    this.apiNames = this.prepared && new Set(this.prepared.names);
    this.restNames = this.prepared && new Set(this.prepared.restNames);
  }

  /** Whether a file is the user's own, and may change. */
  isLocal(file: string): boolean {
    return (
      !file.includes('/node_modules/') && !this.fixed.some((folder) => file.startsWith(folder))
    );
  }

  /** The parsed file, or undefined when there is none at this path. */
  open(file: string): ts.SourceFile | undefined {
    const cached = this.files.get(file);
    if (cached && (!this.isLocal(file) || this.virtual.has(file))) return cached.file;
    const ready = this.virtual.get(file) ?? this.prepared?.texts[keyOf(file)];
    if (ready !== undefined) return this.parse(file, ready, 0);
    const modified = modifiedAt(file);
    if (modified === undefined) return undefined;
    if (cached?.modified === modified) return cached.file;
    const text = readFileSync(file, 'utf8');
    if (this.isLocal(file)) return this.parse(file, text, modified);
    const short = withoutComments(text);
    return this.parse(file, isDomLibrary(file) ? withoutPageGlobals(short) : short, modified);
  }

  /** Whether a local file changed on disk since it was parsed. */
  hasChanged(): boolean {
    return [...this.files].some(
      ([file, { modified }]) => modified > 0 && this.isLocal(file) && modifiedAt(file) !== modified,
    );
  }

  /** A file with its doc comments, for reading what they say about a declaration of the parsed one. */
  documented(file: string): ts.SourceFile | undefined {
    const known = this.withDocs.get(file);
    if (known || this.isLocal(file)) return known;
    const text = readFileSync(file, 'utf8');
    const parsed = this.ts.createSourceFile(file, text, this.options.target!, true);
    this.withDocs.set(file, parsed);
    return parsed;
  }

  /** What a program needs to find files from `folder`. */
  compilerHost(folder: string): ts.CompilerHost {
    const host = this.ts.createCompilerHost(this.options, false);
    host.getSourceFile = (file) => this.open(file);
    host.getCurrentDirectory = () => folder;
    host.writeFile = () => {
      throw new Error('the kernel never writes compiled files');
    };
    return host;
  }

  private parse(file: string, text: string, modified: number): ts.SourceFile {
    const languageVersion = this.options.target!;
    const parse = (): ts.SourceFile => this.ts.createSourceFile(file, text, { languageVersion });
    const parsed = this.isLocal(file) ? parse() : parsedOnce(this.ts, file, text, parse);
    this.files.set(file, { file: parsed, modified });
    return parsed;
  }
}

/** Files of libraries and packages that some engine of this process has parsed, by compiler and path. */
const parsedByAll = new WeakMap<TypeScript, Map<string, ts.SourceFile>>();

/** Such a file, parsed by the first engine that reads this text of it: notebooks that run one after another share it. */
function parsedOnce(
  compiler: TypeScript,
  file: string,
  text: string,
  parse: () => ts.SourceFile,
): ts.SourceFile {
  const known = parsedByAll.get(compiler) ?? new Map<string, ts.SourceFile>();
  parsedByAll.set(compiler, known);
  const found = known.get(file);
  const parsed = found?.text === text ? found : parse();
  known.set(file, parsed);
  return parsed;
}

const modifiedAt = (file: string): number | undefined =>
  statSync(file, { throwIfNoEntry: false })?.mtimeMs;
