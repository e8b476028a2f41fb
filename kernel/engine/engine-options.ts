import type { ModuleNamespace } from './module-namespace.js';
import type { TypeErrors } from './magics/obey-early.js';

/** How the engine is set up. */
export interface EngineOptions {
  /** The notebook's folder; relative imports and packages are found from here. */
  readonly folder: string;
  /** The module whose exports are in scope in every cell. */
  readonly api: {
    readonly name: string;
    /** Loads the module; called once, before the first cell that mentions one of its names. */
    load(): Promise<ModuleNamespace>;
    /** The file that declares its types. */
    readonly types: string;
  };
  /** `stop` unless told; a cell changes it with `%types warn`. */
  readonly typeErrors?: TypeErrors;
}
