import type ts from '@tslab/typescript-for-tslab';
import { typeRoot } from './prepared-types.js';
import type { TypeScript } from './typescript.js';

/** How cells are compiled: as tslab does it, with today's module resolution. */
export function cellOptions(ts: TypeScript): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2022.d.ts'],
    types: [],
    typeRoots: [typeRoot],
    esModuleInterop: true,
    resolveJsonModule: true,
    allowJs: true,
    isolatedModules: false,
    preserveConstEnums: true,
    experimentalDecorators: true,
    jsx: ts.JsxEmit.React,
    skipLibCheck: true,
    noEmit: true,
    sourceMap: true,
  };
}
