// `import` in a cell: the preloaded module, packages as Node finds them from the notebook's folder, local files.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { LocalModules, resolveLocal } from './local-modules.js';
import { stream } from '../session/outputs.js';
import { parseNpmSpecifier, type NpmPackages } from './npm.js';
import { quietExpectedWarnings } from './quiet-warnings.js';
import type { ImportedNames } from './rewrite-imports.js';
import type { TypeScript } from './typescript.js';

/** A module's exports by name. */
export type ModuleNamespace = Readonly<Record<string, unknown>>;

/** Where modules come from. */
export interface ImporterOptions {
  readonly folder: string;
  readonly api: { readonly name: string; load(): Promise<ModuleNamespace> };
  readonly npm: NpmPackages;
}

/** Loads a module from a folder; Node's own `import()` with that folder as its base. */
function importerFrom(folder: string): (specifier: string) => Promise<ModuleNamespace> {
  const script = new vm.Script('(specifier) => import(specifier)', {
    filename: path.join(folder, '__notebook__.mjs'),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as (specifier: string) => Promise<ModuleNamespace>;
}

/** Loads modules for one notebook. */
export interface Importer {
  load(specifier: string): Promise<ModuleNamespace>;
  /** Whether a local module, or one that it imports, changed since it was loaded. */
  isStale(specifier: string): boolean;
  readonly require: NodeJS.Require;
}

/** Makes the importer behind every `import` of a notebook. */
export function createImporter(ts: TypeScript, options: ImporterOptions): Importer {
  quietExpectedWarnings();
  const fromNotebook = importerFrom(options.folder);
  const fromHere = importerFrom(path.dirname(fileURLToPath(import.meta.url)));
  const { api, npm } = options;
  const loadPackage = async (specifier: string, folder: string): Promise<ModuleNamespace> => {
    if (specifier === api.name) return api.load();
    if (specifier.startsWith('npm:')) {
      await npm.ensure(specifier, (text) => stream('stdout', text));
      return importerFrom(npm.folderOf(specifier))(parseNpmSpecifier(specifier).bare);
    }
    const fromFolder = folder === options.folder ? fromNotebook : importerFrom(folder);
    try {
      return await fromFolder(specifier);
    } catch (error) {
      if (!isMissing(error, specifier)) throw error;
      // The packages that gatelab itself stands on are there for notebooks anywhere on the disk.
      return fromHere(specifier).catch(() => {
        throw error;
      });
    }
  };
  const locals = new LocalModules(ts, loadPackage);
  const localFile = (specifier: string): string | undefined =>
    /^\.{0,2}\//.test(specifier) ? resolveLocal(specifier, options.folder) : undefined;
  return {
    load: (specifier) => {
      const file = localFile(specifier);
      return file ? locals.load(file) : loadPackage(specifier, options.folder);
    },
    isStale: (specifier) => {
      const file = localFile(specifier);
      return file !== undefined && locals.isStale(file, new Set());
    },
    require: createRequire(path.join(options.folder, '__notebook__.js')),
  };
}

function isMissing(error: unknown, specifier: string): boolean {
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  const isBare = !/^[./]|^\w+:/.test(specifier);
  return isBare && code === 'ERR_MODULE_NOT_FOUND' && String(message).includes(`'${specifier}`);
}

/** Puts what a cell imports into the notebook's scope. Names that are types only have no value, and are passed over. */
export function bindImports(
  scope: Record<string, unknown>,
  module: ModuleNamespace,
  names: ImportedNames,
): void {
  for (const [local, exported] of Object.entries(names)) {
    if (exported === '*') scope[local] = module;
    else if (exported === '=') scope[local] = commonJsExports(module);
    else if (exported === 'default') scope[local] = defaultOf(module);
    else if (exported in module) scope[local] = module[exported];
    else {
      const inner = Object(module['default']) as ModuleNamespace;
      if (exported in inner) scope[local] = inner[exported];
    }
  }
}

const commonJsExports = (module: ModuleNamespace): unknown =>
  'module.exports' in module
    ? module['module.exports']
    : 'default' in module
      ? module['default']
      : module;

/** A compiled CommonJS module carries its default export one level down. */
function defaultOf(module: ModuleNamespace): unknown {
  const value = module['default'];
  const inner = Object(value) as ModuleNamespace;
  return inner['__esModule'] === true && 'default' in inner ? inner['default'] : value;
}
