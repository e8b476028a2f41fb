// `import` in a cell: the preloaded module, packages as Node finds them from the notebook's folder, local files.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { LocalModules, resolveLocal } from './local-modules.js';
import { stream } from '../outputs/outputs.js';
import { quietWarnings } from '../process/quiet-warnings.js';
import type { ModuleNamespace } from './module-namespace.js';
import { parseNpmSpecifier, type NpmPackages } from './npm.js';
import type { ImportedNames } from './rewrite-imports.js';
import type { TypeScript } from './typescript.js';

/** Where modules come from. */
export interface ImporterOptions {
  /** The notebook's folder. */
  readonly folder: string;
  /** The package that is there without being installed, and how it is loaded. */
  readonly api: { readonly name: string; load(): Promise<ModuleNamespace> };
  /** Packages that cells name as `npm:…`. */
  readonly npm: NpmPackages;
}

/** Loads a module from a folder; Node's own `import()` with that folder as its base. */
function importerFrom(folder: string): (specifier: string) => Promise<ModuleNamespace> {
  const script = new vm.Script('(specifier) => import(specifier)', {
    filename: path.join(folder, '__notebook__.mjs'),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const load = script.runInThisContext() as (specifier: string) => Promise<ModuleNamespace>;
  return (specifier) =>
    load(specifier).catch((error: unknown) => {
      const file = fileOfFolder(error, specifier, folder);
      if (file === undefined) throw error;
      return load(pathToFileURL(file).href);
    });
}

/** The file that `package/folder` means for `require` and for the compiler; Node's `import` wants it in full. */
function fileOfFolder(error: unknown, specifier: string, folder: string): string | undefined {
  const { code } = Object(error) as { readonly code?: unknown };
  const isInside = /^(?:@[^/]+\/)?[^./@][^/]*\/./.test(specifier);
  const isPath = code === 'ERR_UNSUPPORTED_DIR_IMPORT' || code === 'ERR_MODULE_NOT_FOUND';
  if (!isInside || !isPath) return undefined;
  try {
    return createRequire(path.join(folder, '__notebook__.js')).resolve(specifier);
  } catch {
    return undefined;
  }
}

/** Loads modules for one notebook. */
export interface Importer {
  /** Loads a module by what stands in an import. */
  load(specifier: string): Promise<ModuleNamespace>;
  /** Whether a local module, or one that it imports, changed since it was loaded. */
  isStale(specifier: string): boolean;
  /** The same for `require`. */
  readonly require: NodeJS.Require;
}

/** What Node says of the two ways in which the importer loads modules. */
const expected = [
  /USE_MAIN_CONTEXT_DEFAULT_LOADER/,
  /ES Module .* using require\(\)|require\(\)ing ES/,
];
let isQuiet = false;

function quietOnce(): void {
  if (!isQuiet) quietWarnings(expected);
  isQuiet = true;
}

/** Makes the importer behind every `import` of a notebook. */
export function createImporter(ts: TypeScript, options: ImporterOptions): Importer {
  quietOnce();
  const fromNotebook = importerFrom(options.folder);
  const fromHere = importerFrom(path.dirname(fileURLToPath(import.meta.url)));
  const { api, npm } = options;
  const loadPackage = async (specifier: string, folder: string): Promise<ModuleNamespace> => {
    if (specifier === api.name) return api.load();
    // tslab itself shows things through its own kernel only.
    if (specifier === 'tslab') return import('../tslab.js') as Promise<ModuleNamespace>;
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
    if (local === '*') Object.assign(scope, allBut(module, 'default', 'module.exports'));
    else if (exported === '*') scope[local] = module;
    else if (exported === '=') scope[local] = commonJsExports(module);
    else if (exported === 'default') scope[local] = defaultOf(module);
    else if (exported in module) scope[local] = module[exported];
    else {
      const inner = Object(module['default']) as ModuleNamespace;
      if (exported in inner) scope[local] = inner[exported];
    }
  }
}

/** Every export by its name; of CommonJS modules those too that only running them shows. */
function allBut(module: ModuleNamespace, ...left: readonly string[]): object {
  const inner = 'module.exports' in module ? module['module.exports'] : module['default'];
  const isTable =
    'module.exports' in module || (Object(inner) as ModuleNamespace)['__esModule'] === true;
  const all = { ...(isTable ? Object(inner) : {}), ...module } as Record<string, unknown>;
  return Object.fromEntries(Object.entries(all).filter(([name]) => !left.includes(name)));
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
