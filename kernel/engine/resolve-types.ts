// Which file declares the types of an imported module.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from 'typescript';
import { parseNpmSpecifier, type NpmPackages } from './npm.js';
import type { TypeScript } from './typescript.js';

/** Where types are looked for. */
export interface TypeLocations {
  /** The notebook's folder: relative imports and packages are found from here. */
  readonly folder: string;
  /** The preloaded module and the file that declares it. */
  readonly api: { readonly name: string; readonly types: string };
  /** Packages that cells name as `npm:…`. */
  readonly npm: NpmPackages;
}

/** The compiler's own resolution, and what it needs. */
interface Resolution extends TypeLocations {
  readonly ts: TypeScript;
  readonly options: ts.CompilerOptions;
  readonly host: ts.ModuleResolutionHost;
  /** What was found before. Without it, every import inside a package reads that package's package.json anew. */
  readonly found: ts.ModuleResolutionCache;
}

/** Finds the file for `import … from 'specifier'` in the file `from`. */
export function resolveTypes(
  specifier: string,
  from: string,
  resolution: Resolution,
): ts.ResolvedModuleFull | undefined {
  const { ts, api, npm } = resolution;
  if (specifier.startsWith('npm:')) {
    const inside = path.join(npm.folderOf(specifier), 'cell.ts');
    return resolveTypes(parseNpmSpecifier(specifier).bare, inside, resolution);
  }
  if (specifier === 'tslab') {
    const resolvedFileName = api.types.replace(/index(\.d)?\.ts$/, 'tslab$1.ts');
    return { resolvedFileName, extension: ts.Extension.Dts };
  }
  if (specifier === api.name) return { resolvedFileName: api.types, extension: ts.Extension.Dts };
  const look = (base: string): ts.ResolvedModuleFull | undefined =>
    lookFrom(specifier, base, resolution);
  // The packages that gatelab itself stands on are there for notebooks anywhere on the disk.
  return look(from) ?? (isBare(specifier) ? look(fileURLToPath(import.meta.url)) : undefined);
}

function lookFrom(
  specifier: string,
  base: string,
  { ts, options, host, found }: Resolution,
): ts.ResolvedModuleFull | undefined {
  // Files beside the notebook come and go; packages stay until something is installed.
  const isFixed = isBare(specifier) || base.includes('/node_modules/');
  const cache = isFixed ? found : undefined;
  return ts.resolveModuleName(specifier, base, options, host, cache).resolvedModule;
}

const isBare = (specifier: string): boolean => !/^[./]|^\w+:/.test(specifier);
