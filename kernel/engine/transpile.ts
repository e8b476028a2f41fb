import { loadTypeScript } from './typescript.js';

/** A module for the browser, out of TypeScript: types removed, nothing checked, imports left as they are. */
export function transpileForBrowser(code: string): string {
  const ts = loadTypeScript();
  const { ESNext: module } = ts.ModuleKind;
  return ts.transpileModule(code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module },
  }).outputText;
}
