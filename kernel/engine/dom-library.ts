// The declarations of a browser's document, for the views that a notebook writes and for nodes that packages give.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TypeScript } from './typescript.js';

/** Globals of a page that the view of a widget may well use, and that nobody takes for a forgotten variable. */
const kept = [
  ...['document', 'window', 'customElements', 'navigator', 'devicePixelRatio'],
  ...['requestAnimationFrame', 'cancelAnimationFrame', 'getComputedStyle', 'matchMedia', 'alert'],
];

/** The files of the library. */
export function domLibraries(ts: TypeScript): string[] {
  const folder = path.dirname(ts.getDefaultLibFilePath({}));
  return ['lib.dom.d.ts', 'lib.dom.iterable.d.ts'].map((name) => path.join(folder, name));
}

/** Whether this is the compiler's library of the DOM. */
export const isDomLibrary = (file: string): boolean => file.endsWith('/lib.dom.d.ts');

/**
 * The library without most globals of a page. Node has timers and `fetch` of its own, and `name`, `status` or `event` in a cell
 * are forgotten variables. An empty statement takes the place of each, since places tell where documentation is found.
 */
export function withoutPageGlobals(library: string): string {
  return library.replace(
    /^declare (?:function|var|const) ([a-z]\w*)\b[^{\n]*;$/gm,
    (declaration, name: string) => (kept.includes(name) ? declaration : ';'),
  );
}

let names: ReadonlySet<string> | undefined;

/** Whether the library declares a name. */
export function declaresDomName(ts: TypeScript, name: string): boolean {
  if (!names) {
    const library = withoutPageGlobals(readFileSync(domLibraries(ts)[0]!, 'utf8'));
    const found = library.matchAll(/^(?:declare \w+|interface|type) (\w+)/gm);
    names = new Set([...found].map(([, declared]) => declared!));
  }
  return names.has(name);
}
