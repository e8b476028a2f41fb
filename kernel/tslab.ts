// What `import * as tslab from 'tslab'` means here: notebooks that were written for tslab run unchanged.
import { createRequire } from 'node:module';
import { display as show, updateDisplay } from './display/display.js';

/** Shows one kind of content each. */
export interface Display {
  /** Runs JavaScript in the page. */
  javascript(text: string): void;
  /** Shows HTML. */
  html(text: string): void;
  /** Shows Markdown. */
  markdown(text: string): void;
  /** Shows LaTeX. */
  latex(text: string): void;
  /** Shows an SVG picture. */
  svg(text: string): void;
  /** Shows a PNG picture. */
  png(bytes: Uint8Array): void;
  /** Shows a JPEG picture. */
  jpeg(bytes: Uint8Array): void;
  /** Shows a GIF picture. */
  gif(bytes: Uint8Array): void;
  /** Shows a PDF document. */
  pdf(bytes: Uint8Array): void;
  /** Shows plain text. */
  text(text: string): void;
  /** Shows content of any MIME type. */
  raw(contentType: string, content: string | Uint8Array): void;
}

type Raw = Display['raw'];

const through = (raw: Raw): Display => ({
  javascript: (text) => raw('text/javascript', text),
  html: (text) => raw('text/html', text),
  markdown: (text) => raw('text/markdown', text),
  latex: (text) => raw('text/latex', text),
  svg: (text) => raw('image/svg+xml', text),
  png: (bytes) => raw('image/png', bytes),
  jpeg: (bytes) => raw('image/jpeg', bytes),
  gif: (bytes) => raw('image/gif', bytes),
  pdf: (bytes) => raw('application/pdf', bytes),
  text: (text) => raw('text/plain', text),
  raw,
});

/** Shows content below the cell. */
export const display: Display = through((type, content) => void show({ [type]: content }));

let count = 0;

/** Makes a display of its own, which each call overwrites. */
export function newDisplay(): Display {
  const id = `tslab-${process.pid}-${++count}`;
  let isShown = false;
  return through((type, content) => {
    void (isShown ? updateDisplay : show)({ [type]: content }, { id });
    isShown = true;
  });
}

const versionOf = (name: string): string => {
  const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { version: string };
  return version;
};

/** The versions of what runs: gatelab stands in for tslab. */
export const versions = {
  get tslab(): string {
    return `gatelab ${versionOf('gatelab')}`;
  },
  get typescript(): string {
    return versionOf('typescript');
  },
  node: process.version,
} as const;
