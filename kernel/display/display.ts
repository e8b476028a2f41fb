// The functions that cells call to show and ask.
import {
  clearOutput as clear,
  displayData,
  input as ask,
  inputSync,
  type InputOptions,
} from '../outputs/outputs.js';
import { encodeBundle, isMimeBundle, makeMimeBundle } from './mime-bundle.js';

/** How a value is shown. */
export interface ShowOptions {
  /** Names the display, so that `updateDisplay` can replace it. */
  readonly id?: string;
  /** Goes with the bundle, by MIME type where it is about one of them. */
  readonly metadata?: Record<string, unknown>;
}

/** `display`, and what is short for a bundle of one kind. */
export interface Display extends Record<keyof typeof kinds, (text: string) => Promise<void>> {
  /**
   * Shows a value, or a MIME bundle such as `{ 'text/html': '<b>bold</b>' }`, below the cell.
   *
   * @returns when it is shown; only objects that draw themselves asynchronously need to be awaited
   */
  (value: unknown, options?: ShowOptions): Promise<void>;
  /** Shows a figure of Plotly: `{ data, layout }`. */
  plotly(figure: object): Promise<void>;
  /** Shows a specification of Vega-Lite. */
  vegaLite(specification: object): Promise<void>;
}

const kinds = {
  html: 'text/html',
  markdown: 'text/markdown',
  latex: 'text/latex',
  svg: 'image/svg+xml',
  javascript: 'application/javascript',
  text: 'text/plain',
} as const;

const showAs = (type: string, data: unknown): Promise<void> => remember(show({ [type]: data }, {}));

/** Shows a value, or a MIME bundle such as `{ 'text/html': '<b>bold</b>' }`, below the cell; `display.html('<b>bold</b>')` is short for that. */
export const display: Display = Object.assign(
  (value: unknown, options: ShowOptions = {}): Promise<void> => remember(show(value, options)),
  Object.fromEntries(
    Object.entries(kinds).map(([name, type]) => [name, (text: string) => showAs(type, text)]),
  ) as Record<keyof typeof kinds, (text: string) => Promise<void>>,
  {
    plotly: (figure: object) => showAs('application/vnd.plotly.v1+json', figure),
    vegaLite: (specification: object) => showAs('application/vnd.vegalite.v5+json', specification),
  },
);

/**
 * Replaces what `display(value, { id })` showed, wherever it is.
 *
 * @throws when no id is given
 */
export function updateDisplay(value: unknown, options: ShowOptions): Promise<void> {
  if (!options.id)
    throw new TypeError('updateDisplay needs the id of an earlier display: { id: "…" }');
  return remember(show(value, { ...options, update: true }));
}

/** Removes the cell's outputs; with `true` or `{ wait: true }` only when the next output arrives, which avoids flicker. */
export function clearOutput(wait: boolean | { readonly wait?: boolean } = false): void {
  clear(typeof wait === 'boolean' ? wait : (wait.wait ?? false));
}

/**
 * Asks the person at the notebook.
 *
 * @throws where nobody can answer, as in `nbconvert --execute`
 */
export function input(question = '', options: InputOptions = {}): Promise<string> {
  return ask(question, options);
}

/** Asks and waits, as a browser's `prompt` does. @returns the answer, or `preset` when it is empty */
export function prompt(question = '', preset = ''): string {
  return inputSync(question) || preset;
}

/** Asks a yes-or-no question and waits. @returns true for an answer that begins with y */
export function confirm(question = ''): boolean {
  return /^\s*y/i.test(inputSync(`${question} [y/N] `));
}

const returned = new WeakSet<object>();

/** Whether a value is what `display` returned: as the last expression of a cell it is no result to be shown. */
export function isReturnOfDisplay(value: unknown): boolean {
  return typeof value === 'object' && value !== null && returned.has(value);
}

function remember(shown: Promise<void>): Promise<void> {
  returned.add(shown);
  return shown;
}

async function show(value: unknown, options: ShowOptions & { update?: boolean }): Promise<void> {
  const bundle = isMimeBundle(value) ? encodeBundle(value) : makeMimeBundle(value);
  displayData(bundle instanceof Promise ? await bundle : bundle, options);
}
