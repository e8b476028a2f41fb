// What a notebook has imported, and keeping it up to date.
import { bindImports, type Importer, type ModuleNamespace } from './import-module.js';
import type { ImportedNames } from './rewrite-imports.js';

interface Imported {
  readonly specifier: string;
  readonly exported: string;
}

/** Fills the notebook's scope from modules, and again when a local module changes. */
export class NotebookImports {
  private readonly imported = new Map<string, Imported>();

  constructor(
    private readonly importer: Importer,
    private readonly scope: Record<string, unknown>,
  ) {}

  /** `import { names } from 'specifier'`, or `import('specifier')` without names. */
  async load(specifier: string, names: ImportedNames = {}): Promise<ModuleNamespace> {
    const module = await this.importer.load(specifier);
    bindImports(this.scope, module, names);
    for (const [local, exported] of Object.entries(names))
      this.imported.set(local, { specifier, exported });
    return module;
  }

  /** A name that a cell declares itself is no longer an import. */
  forget(name: string): void {
    this.imported.delete(name);
  }

  /** Loads changed local modules again, so that earlier imports mean the new code. */
  async refresh(): Promise<void> {
    for (const [local, { specifier, exported }] of this.imported)
      if (this.importer.isStale(specifier)) await this.load(specifier, { [local]: exported });
  }
}
