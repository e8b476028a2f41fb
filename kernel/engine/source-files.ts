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

  constructor(
    private readonly ts: TypeScript,
    private readonly options: ts.CompilerOptions,
  ) {}

  /** The parsed file, or undefined when there is none at this path. */
  open(path: string, languageVersion: ts.ScriptTarget): ts.SourceFile | undefined {
    const cached = this.files.get(path);
    if (cached && !isLocal(path)) return cached.file;
    const modified = modifiedAt(path);
    if (modified === undefined) return undefined;
    if (cached?.modified === modified) return cached.file;
    const text = readFileSync(path, 'utf8');
    const parsed = isLocal(path) ? text : withoutDocs(text);
    const file = this.ts.createSourceFile(path, parsed, { languageVersion });
    this.files.set(path, { file, modified });
    return file;
  }

  /** The local files that changed on disk since they were parsed. */
  changed(): string[] {
    return [...this.files]
      .filter(([path, { modified }]) => isLocal(path) && modifiedAt(path) !== modified)
      .map(([path]) => path);
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

const isLocal = (path: string): boolean => !path.includes('/node_modules/');

const modifiedAt = (path: string): number | undefined =>
  statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/**
 * Blanks doc comments, keeping every position. Parsing them is a third of the work of reading the library
 * files, and hovering reads them from the file itself.
 */
function withoutDocs(text: string): string {
  return text.replace(/\/\*\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
}
