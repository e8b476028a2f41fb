// Values as MIME bundles: what a cell's result, or `display(value)`, sends to the front end.
import { types } from 'node:util';
import type { MimeBundle } from '../../widgets/host/core/mime-bundle.js';
import { titledText } from '../../src/ndarray/array-text.js';
import { isNdArray } from './foreign-array.js';
import { blobBundle, canvasBundle } from './blobs.js';
import { plotlyBundle, vegaBundle } from './charts.js';
import { displaySymbol } from '../../widgets/host/core/mime-bundle.js';
import { elementOf, imageType, isSvgText, markupOf } from './pictures.js';
import { plainText } from './plain-text.js';
import { isRecords, maxRows, recordsTable, tableOf, tableText } from './records-table.js';
import { tableRows } from './tables.js';

/** How the objects of the gate-analysis module are shown. */
export interface OwnObjects {
  /** The object that shows a value in its place, or the value. */
  shownAs(value: unknown): unknown;
  /** What a value says of itself, if it is one of the module's. */
  ownText(value: unknown): string | undefined;
}

let ownObjects: OwnObjects = { shownAs: (value) => value, ownText: () => undefined };

/** Called by the module when it is loaded. */
export function useOwnObjects(objects: OwnObjects): void {
  ownObjects = objects;
}

/** One way to show a value; undefined when it is none of its kind. */
type Formatter = (value: unknown) => MimeBundle | Promise<MimeBundle> | undefined;

const formatters: readonly Formatter[] = [
  (value) => {
    const text = ownObjects.ownText(value);
    return text === undefined ? undefined : { 'text/plain': text };
  },
  (value) => (isNdArray(value) ? { 'text/plain': titledText(value) } : undefined),
  (value) =>
    isRecords(value)
      ? { 'text/html': recordsTable(value), 'text/plain': plainText(value) }
      : undefined,
  vegaBundle,
  plotlyBundle,
  (value) => {
    const table = tableRows(value, maxRows);
    return table && { 'text/html': tableOf(table), 'text/plain': tableText(table) };
  },
  blobBundle,
  (value) =>
    isSvgText(value) ? { 'image/svg+xml': value, 'text/plain': plainText(value) } : undefined,
  (value) => {
    const type = imageType(value);
    return type && { [type]: base64(value as Uint8Array), 'text/plain': `[${type}]` };
  },
  (value) => {
    const element = elementOf(value);
    if (!element) return undefined;
    const name = element.tagName.toLowerCase();
    const type = name === 'svg' ? 'image/svg+xml' : 'text/html';
    return { [type]: markupOf(element), 'text/plain': `[${name} element]` };
  },
  canvasBundle,
];

/**
 * The representations of a value. An object's own `[Symbol.for('Jupyter.display')]()` comes first.
 * Only such a method, or a blob, can make it asynchronous: other values are shown in the order of the calls.
 *
 * @returns a bundle that always has `text/plain`
 * @throws what the object's own method throws
 */
export function makeMimeBundle(given: unknown): MimeBundle | Promise<MimeBundle> {
  // A proxy may answer any question with an error, or with code of its own: it is printed, not asked.
  if (types.isProxy(given)) return { 'text/plain': plainText(given) };
  const value = ownObjects.shownAs(given);
  const own = displayMethod(value)?.call(value);
  if (own instanceof Promise) return own.then((made) => finish(made, value));
  if (own) return finish(own, value);
  return firstOf(value) ?? { 'text/plain': plainText(value) };
}

/** What the first formatter makes that knows the value's kind. Accessors of strange objects may throw: then it is plain text. */
function firstOf(value: unknown): MimeBundle | Promise<MimeBundle> | undefined {
  try {
    for (const format of formatters) {
      const bundle = format(value);
      if (bundle) return bundle;
    }
  } catch {
    // The text below shows what can be shown.
  }
  return undefined;
}

/** Whether `display` was given representations, not a value. */
export function isMimeBundle(value: unknown): value is MimeBundle {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^[\w.+-]+\/[\w.+-]+$/.test(key));
}

/** A bundle as messages carry it: bytes in base64. @throws TypeError when a part of it is no JSON */
export function encodeBundle(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([type, data]) => {
      if (data instanceof Uint8Array) return [type, base64(data)];
      checkJson(type, data);
      return [type, data];
    }),
  );
}

/** A message with such a part could not be sent, and nobody would be told. */
function checkJson(type: string, data: unknown): void {
  if (typeof data === 'string') return;
  let text: string | undefined;
  let reason = `${data === undefined ? 'undefined' : `a ${typeof data}`} is no JSON`;
  try {
    text = JSON.stringify(data);
  } catch (error) {
    reason = (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
  }
  if (text === undefined) throw new TypeError(`${type} cannot be shown: ${reason}`);
}

function displayMethod(value: unknown): (() => MimeBundle | Promise<MimeBundle>) | undefined {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    return undefined;
  const method: unknown = Reflect.get(value, displaySymbol);
  return typeof method === 'function' ? (method as () => MimeBundle) : undefined;
}

function finish(made: MimeBundle, value: unknown): MimeBundle {
  const bundle = encodeBundle(made);
  return 'text/plain' in bundle ? bundle : { ...bundle, 'text/plain': plainText(value) };
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
