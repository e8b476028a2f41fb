// Whether the types of a package are known. Its declarations are not checked, but what the checker has met in them it has noted.
import type ts from 'typescript';
import type { Declarations } from './declarations.js';
import type { BoundFile, TypeScript } from './typescript.js';

/** Things that are declared twice are known. */
const twice = new Set([2300, 2374, 2403, 2687, 2717, 6200]);

/** What the engine chooses itself, for the Node that runs. */
const platform = new Set(['typescript', 'node', 'undici-types']);

/** The package that a file belongs to; `@types/d3` declares `d3`. */
function packageOf(file: string): string | undefined {
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file) ?? [];
  return name?.replace(/^@types\/(?:([^/]+)__)?/, (_, scope: string | undefined) =>
    scope === undefined ? '' : `@${scope}/`,
  );
}

/** What the declarations of packages leave unknown, as far as cells have made the checker look. Nothing is checked for it. */
export class UnknownTypes {
  private readonly told = new Set<string>();

  constructor(
    private readonly ts: TypeScript,
    private readonly declarations: Declarations,
  ) {}

  /** What the checker did not understand; a millisecond for a thousand files. */
  problems(): ts.Diagnostic[] {
    if (!this.declarations.hasModules) return [];
    const { program, checker } = this.declarations;
    return program.getSourceFiles().flatMap((file) => {
      const name = packageOf(file.fileName);
      if (name === undefined || platform.has(name) || this.told.has(name)) return [];
      const met = [...(file as BoundFile).parseDiagnostics, ...checker.getDiagnostics(file)];
      return met.filter(({ code }) => !twice.has(code));
    });
  }

  /** A sentence for each package of which none was told before, with the first of its problems. */
  tell(): string[] {
    return this.problems().flatMap(({ file, start = 0, messageText }) => {
      const name = packageOf(file!.fileName)!;
      if (this.told.has(name)) return [];
      this.told.add(name);
      const why = this.ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\.$/, '');
      const inside = file!.fileName.replace(/.*\/node_modules\//, '');
      const { line } = file!.getLineAndCharacterOfPosition(start);
      return [`the types of ${name} are partly unknown: ${why} (${inside}, line ${line + 1})`];
    });
  }
}
