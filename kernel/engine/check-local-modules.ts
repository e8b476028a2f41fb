import type ts from 'typescript';
import { append } from '../../src/lists/append.js';
import type { CellImports } from './cell-imports.js';

/** Checks the modules beside the notebook, each once per version. */
export class LocalModuleChecks {
  /** Modules without problems. */
  private readonly sound = new WeakSet<ts.SourceFile>();

  /** @param isLocal whether a file is the user's own */
  constructor(
    private readonly imports: CellImports,
    private readonly isLocal: (file: string) => boolean,
  ) {}

  /** What is wrong with local modules that a file imports, directly or not. */
  check(
    file: ts.SourceFile,
    program: ts.Program,
    seen = new Set<ts.SourceFile>(),
  ): readonly ts.Diagnostic[] {
    const problems: ts.Diagnostic[] = [];
    for (const { resolvedFileName } of this.imports.of(file, program)) {
      const found = program.getSourceFile(resolvedFileName);
      if (!found || seen.has(found) || found.isDeclarationFile) continue;
      if (!this.isLocal(found.fileName)) continue;
      seen.add(found);
      append(problems, this.checkModule(found, program));
      append(problems, this.check(found, program, seen));
    }
    return problems;
  }

  private checkModule(file: ts.SourceFile, program: ts.Program): readonly ts.Diagnostic[] {
    if (this.sound.has(file)) return [];
    const syntax = program.getSyntacticDiagnostics(file);
    const problems = syntax.length > 0 ? syntax : program.getSemanticDiagnostics(file);
    if (problems.length === 0) this.sound.add(file);
    return problems;
  }
}
