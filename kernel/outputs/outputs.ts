// What user code's `console`, `display` and `input` call. Everything goes to the request that the code belongs to.

import type { MimeBundle } from '../../widgets/host/core/mime-bundle.js';
import type { Json } from '../protocol/message.js';

/** Options of a display. */
export interface DisplayOptions {
  /** Goes with the bundle, by MIME type where it is about one of them. */
  readonly metadata?: Json;
  /** Becomes the `display_id`: a later display with `update` replaces this one. */
  readonly id?: string;
  /** Sends `update_display_data`; needs an `id`. */
  readonly update?: boolean;
  /** Bytes beside the message. */
  readonly buffers?: readonly Uint8Array[];
}

/** An error as Jupyter's messages carry it. */
export interface ErrorContent {
  /** The class of the error. */
  readonly ename: string;
  /** Its message. */
  readonly evalue: string;
  /** The lines that are shown, with ANSI colours. */
  readonly traceback: readonly string[];
}

/** Options of a question to the user. */
export interface InputOptions {
  /** Hides what is typed. */
  readonly password?: boolean;
}

/** Where outputs go. The session is one. */
export interface OutputSink {
  /** Prints text. */
  stream(name: 'stdout' | 'stderr', text: string): void;
  /** Shows a value by its MIME bundle. */
  displayData(data: MimeBundle, options: DisplayOptions): void;
  /** Clears what the cell has shown: at once, or (`wait`) when something new comes. */
  clearOutput(wait: boolean): void;
  /** Shows an error without ending the cell. */
  error(error: ErrorContent): void;
  /** Asks the user for a line. Rejects where the client cannot answer. */
  input(prompt: string, options: InputOptions): Promise<string>;
  /** The same, and blocks until the answer comes. */
  inputSync(prompt: string, options: InputOptions): string;
  /** Adds a payload to the reply of the running request. */
  payload(payload: Json): void;
}

let sink: OutputSink | undefined;

/** Connects the outputs of this process to a session; undefined disconnects them. */
export function connectOutputs(to: OutputSink | undefined): void {
  sink = to;
}

function connected(): OutputSink {
  if (sink === undefined)
    throw new Error('No notebook is connected: this works inside a kernel only');
  return sink;
}

/** Prints text. Pieces are joined and leave within some 20 ms, also while the main thread is busy. */
export function stream(name: 'stdout' | 'stderr', text: string): void {
  connected().stream(name, text);
}

/** Shows a MIME bundle: `display_data`, or `update_display_data` with `{ id, update: true }`. */
export function displayData(data: MimeBundle, options: DisplayOptions = {}): void {
  connected().displayData(data, options);
}

/** Removes the cell's outputs; with `wait` only when the next output arrives. */
export function clearOutput(wait = false): void {
  connected().clearOutput(wait);
}

/** Publishes an error that no request waits for, such as one thrown in a timer. */
export function publishError(error: ErrorContent): void {
  connected().error(error);
}

/** Asks the user. @throws when the front end allows no input. */
export function input(prompt = '', options: InputOptions = {}): Promise<string> {
  return connected().input(prompt, options);
}

/** Asks the user and blocks until the answer is there, as a browser's `prompt()` does. @throws as `input` does. */
export function inputSync(prompt = '', options: InputOptions = {}): string {
  return connected().inputSync(prompt, options);
}

/** Adds a payload (`page`, `set_next_input`) to the reply of the running cell. */
export function addPayload(payload: Json): void {
  connected().payload(payload);
}
