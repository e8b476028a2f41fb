// What cells import. The program does not know cells, so it is told where their imports lead.
import type ts from 'typescript';

type Resolved = ts.ResolvedModuleFull | undefined;

/** A program with what its declared type leaves out. */
interface OpenProgram extends ts.Program {
  getResolvedModule(
    file: ts.SourceFile,
    name: string,
    mode: unknown,
  ): { readonly resolvedModule: Resolved } | undefined;
  forEachResolvedModule?(
    visit: (resolution: { readonly resolvedModule?: Resolved }) => void,
    file: ts.SourceFile,
  ): void;
}

/** A file of compilers before 5.3, which kept the imports themselves. */
export interface OldFile extends ts.SourceFile {
  /** What each import was resolved to. */
  resolvedModules?: {
    set(name: string, mode: undefined, resolution: { readonly resolvedModule: Resolved }): unknown;
    forEach(visit: (resolution: { readonly resolvedModule?: Resolved }) => void): void;
  };
}

/** Imports of the cells, by specifier. */
export class CellImports {
  private readonly known = new WeakMap<ts.SourceFile, ReadonlyMap<string, Resolved>>();

  /** @param makeCache the table in which older compilers look imports up */
  constructor(private readonly makeCache: () => NonNullable<OldFile['resolvedModules']>) {}

  /** Notes where the imports of a cell lead. */
  set(file: ts.SourceFile, resolved: ReadonlyMap<string, Resolved>): void {
    this.known.set(file, resolved);
    const table = this.makeCache();
    for (const [name, resolvedModule] of resolved) table.set(name, undefined, { resolvedModule });
    (file as OldFile).resolvedModules = table;
  }

  /** Lets a program find what cells import. */
  tell(program: ts.Program): void {
    const open = program as OpenProgram;
    const ofProgram = open.getResolvedModule;
    open.getResolvedModule = (file, name, mode) => {
      const ofCell = this.known.get(file);
      return ofCell ? { resolvedModule: ofCell.get(name) } : ofProgram?.(file, name, mode);
    };
  }

  /** The files that a cell or a module imports. */
  of(file: ts.SourceFile, program: ts.Program): ts.ResolvedModuleFull[] {
    const found: ts.ResolvedModuleFull[] = [];
    const add = ({ resolvedModule }: { readonly resolvedModule?: Resolved }): void => {
      if (resolvedModule) found.push(resolvedModule);
    };
    const ofCell = this.known.get(file);
    if (ofCell) for (const resolvedModule of ofCell.values()) add({ resolvedModule });
    else if ((file as OldFile).resolvedModules) (file as OldFile).resolvedModules!.forEach(add);
    else (program as OpenProgram).forEachResolvedModule?.(add, file);
    return found;
  }
}
