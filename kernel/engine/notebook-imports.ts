// What a notebook has imported, and keeping it up to date.
import { bindImports, type Importer } from './import-module.js';
import type { ModuleNamespace } from './module-namespace.js';
import type { ImportedNames } from './rewrite-imports.js';

interface Imported {
  readonly specifier: string;
  readonly names: ImportedNames;
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
    for (const [local, exported] of Object.entries(names)) {
      const key = local === '*' ? `* from ${specifier}` : local;
      this.imported.set(key, { specifier, names: { [local]: exported } });
    }
    return module;
  }

  /** A name that a cell declares itself is no longer an import. */
  forget(name: string): void {
    this.imported.delete(name);
  }

  /** Loads changed local modules again, so that earlier imports mean the new code. */
  async refresh(): Promise<void> {
    for (const { specifier, names } of [...this.imported.values()])
      if (this.importer.isStale(specifier)) await this.load(specifier, names);
  }
}
