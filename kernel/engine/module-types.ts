import type ts from 'typescript';
import type { Declarations } from './declarations.js';
import { resolveTypes, type TypeLocations } from './resolve-types.js';
import type { TypeScript } from './typescript.js';

/** Where the types of imported modules are; what was found is remembered until something is installed. */
export class ModuleTypes {
  private found: ts.ModuleResolutionCache | undefined;

  constructor(
    private readonly ts: TypeScript,
    private readonly locations: TypeLocations,
    private readonly declarations: Declarations,
  ) {
    const host = declarations.files.compilerHost(locations.folder);
    host.resolveModuleNameLiterals = (literals, from) =>
      literals.map(({ text }) => ({ resolvedModule: this.resolve(text, from) }));
    // Without it, whether a file is a module is read from its package.json each time.
    host.getModuleResolutionCache = () => this.cache;
    host.resolveTypeReferenceDirectiveReferences = (names, from, _redirected, options) =>
      names.map((name) => {
        const text = typeof name === 'string' ? name : name.fileName;
        return declarations.resolveReference(text, from, options);
      });
    declarations.host = host;
  }

  /** The file that declares what `from` imports. */
  resolve(specifier: string, from: string): ts.ResolvedModuleFull | undefined {
    const { ts, locations, cache: found } = this;
    const { host, options } = this.declarations;
    return resolveTypes(specifier, from, { ...locations, ts, host, options, found });
  }

  /** Looks anew: something may have been installed. */
  forget(): void {
    this.found = undefined;
  }

  private get cache(): ts.ModuleResolutionCache {
    const { folder } = this.locations;
    this.found ??= this.ts.createModuleResolutionCache(
      folder,
      (name) => name,
      this.declarations.options,
    );
    return this.found;
  }
}
