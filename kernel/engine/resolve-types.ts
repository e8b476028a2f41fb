// Which file declares the types of an imported module.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from '@tslab/typescript-for-tslab';
import { parseNpmSpecifier, type NpmPackages } from './npm.js';
import type { TypeScript } from './typescript.js';

/** Where types are looked for. */
export interface TypeLocations {
  /** The notebook's folder: relative imports and packages are found from here. */
  readonly folder: string;
  /** The preloaded module and the file that declares it. */
  readonly api: { readonly name: string; readonly types: string };
  readonly npm: NpmPackages;
}

/** The compiler's own resolution, and what it needs. */
interface Resolution extends TypeLocations {
  readonly ts: TypeScript;
  readonly options: ts.CompilerOptions;
  readonly host: ts.ModuleResolutionHost;
}

/** Finds the file for `import … from 'specifier'` in the file `from`. */
export function resolveTypes(
  specifier: string,
  from: string,
  resolution: Resolution,
): ts.ResolvedModuleFull | undefined {
  const { ts, api, npm, options, host } = resolution;
  if (specifier.startsWith('npm:')) {
    const inside = path.join(npm.folderOf(specifier), 'cell.ts');
    return resolveTypes(parseNpmSpecifier(specifier).bare, inside, resolution);
  }
  if (specifier === api.name) return { resolvedFileName: api.types, extension: ts.Extension.Dts };
  const look = (base: string): ts.ResolvedModuleFull | undefined =>
    ts.resolveModuleName(specifier, base, options, host).resolvedModule;
  // The packages that gatelab itself stands on are there for notebooks anywhere on the disk.
  return look(from) ?? (isBare(specifier) ? look(fileURLToPath(import.meta.url)) : undefined);
}

const isBare = (specifier: string): boolean => !/^[./]|^\w+:/.test(specifier);
