import type ts from 'typescript';
import { libraryParts } from './platform-library.js';
import type { TypeScript } from './typescript.js';

/** How cells are checked. */
export function cellOptions(ts: TypeScript): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: libraryParts(ts).map((name) => `lib.${name}.d.ts`),
    types: [],
    strict: false,
    esModuleInterop: true,
    resolveJsonModule: true,
    allowImportingTsExtensions: true,
    noUncheckedSideEffectImports: false,
    allowJs: true,
    isolatedModules: false,
    preserveConstEnums: true,
    jsx: ts.JsxEmit.React,
    skipLibCheck: true,
    noEmit: true,
    sourceMap: true,
  };
}

/** What every supported Node runs; what is newer is lowered to it: `using`, decorators, `accessor`. */
export const runsEverywhere = (ts: TypeScript): ts.ScriptTarget => ts.ScriptTarget.ES2022;
