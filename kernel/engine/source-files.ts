// Files as the compiler sees them: read once, parsed once, shared by every program of the kernel.
import { readFileSync, statSync } from 'node:fs';
import type ts from '@tslab/typescript-for-tslab';
import type { TypeScript } from './typescript.js';

interface CachedFile {
  readonly file: ts.SourceFile;
  readonly modified: number;
}

/** Parsed files by path; a file outside `node_modules` is read again when it changed on disk. */
export class SourceFiles {
  private readonly files = new Map<string, CachedFile>();
  private readonly withDocs = new Map<string, ts.SourceFile>();

  /** @param fixed folders whose files do not change while the kernel runs: gatelab's own */
  constructor(
    private readonly ts: TypeScript,
    private readonly options: ts.CompilerOptions,
    private readonly fixed: readonly string[],
  ) {}

  /** Whether a file is the user's own, and may change. */
  isLocal(path: string): boolean {
    return (
      !path.includes('/node_modules/') && !this.fixed.some((folder) => path.startsWith(folder))
    );
  }

  /** The parsed file, or undefined when there is none at this path. */
  open(path: string, languageVersion: ts.ScriptTarget): ts.SourceFile | undefined {
    const cached = this.files.get(path);
    if (cached && !this.isLocal(path)) return cached.file;
    const modified = modifiedAt(path);
    if (modified === undefined) return undefined;
    if (cached?.modified === modified) return cached.file;
    const text = readFileSync(path, 'utf8');
    const parsed = this.isLocal(path) ? text : withoutDocs(text);
    const file = this.ts.createSourceFile(path, parsed, { languageVersion });
    this.files.set(path, { file, modified });
    return file;
  }

  /** Whether a local file changed on disk since it was parsed. */
  hasChanged(): boolean {
    return [...this.files].some(
      ([path, { modified }]) => this.isLocal(path) && modifiedAt(path) !== modified,
    );
  }

  /** A file with its doc comments, for reading what they say about a declaration of the parsed one. */
  documented(path: string): ts.SourceFile {
    const known = this.withDocs.get(path);
    if (known) return known;
    const text = readFileSync(path, 'utf8');
    const file = this.ts.createSourceFile(path, text, this.options.target!, true);
    this.withDocs.set(path, file);
    return file;
  }

  /** What a program needs to find files and resolve modules from `folder`. */
  compilerHost(folder: string): ts.CompilerHost {
    const host = this.ts.createCompilerHost(this.options, false);
    host.getSourceFile = (path, version) =>
      this.open(path, typeof version === 'object' ? version.languageVersion : version);
    host.getCurrentDirectory = () => folder;
    host.writeFile = () => {
      throw new Error('the kernel never writes compiled files');
    };
    return host;
  }
}

const modifiedAt = (path: string): number | undefined =>
  statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/**
 * Blanks doc comments, keeping every position. Parsing them is a third of the work of reading the library
 * files, and hovering reads them from the file itself.
 */
function withoutDocs(text: string): string {
  return text.replace(/^[ \t]*\/\*\*[\s\S]*?\*\//gm, (comment) => comment.replace(/[^\n]/g, ' '));
}
