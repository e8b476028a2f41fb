// How the value of a trait crosses the comm: most as they are, references as ids, dates as their parts.
import type { TraitKind, WidgetLike } from './widget-spec.js';

/** A time of day without a date. */
export interface TimeOfDay {
  /** 0 to 23. */
  readonly hours: number;
  /** 0 to 59. */
  readonly minutes: number;
  /** 0 to 59. */
  readonly seconds: number;
  /** 0 to 999. */
  readonly milliseconds: number;
}

/** A file that somebody chose in a `FileUpload`. */
export interface UploadedFile {
  /** Its name, without a path. */
  readonly name: string;
  /** Its MIME type. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** What it holds. */
  readonly content: Uint8Array;
  /** When it was changed last. */
  readonly last_modified: Date;
}

const REFERENCE = 'IPY_MODEL_';

/** Whether a value is a widget. */
export const isWidget = (value: unknown): value is WidgetLike =>
  typeof value === 'object' && value !== null && 'modelId' in value && 'observe' in value;

/** The form a trait's value takes on the wire; binary values stay binary, to be split off afterwards. */
export function toWire(value: unknown, kind?: TraitKind): unknown {
  if (kind === 'files') return filesToWire(value as readonly UploadedFile[]);
  if (value instanceof Date) return dateParts(value, kind);
  if (isWidget(value)) return REFERENCE + value.modelId;
  if (Array.isArray(value)) return value.map((item) => toWire(item));
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toWire(item)]));
  }
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

/** A value as it came from the front end; `find` gives the open widget of an id. */
export function fromWire(
  value: unknown,
  kind: TraitKind | undefined,
  find: (id: string) => WidgetLike | undefined,
): unknown {
  if (kind === undefined || value === null) return value;
  if (kind === 'widget') return resolve(value, find);
  if (kind === 'widgets') return Array.isArray(value) ? value.map((v) => resolve(v, find)) : value;
  if (kind === 'files') return Array.isArray(value) ? value.map(fileFromWire) : [];
  if (kind === 'bytes') return value instanceof DataView ? bytesOf(value) : value;
  return kind === 'time' ? value : toDate(value as Record<string, number>, kind);
}

function resolve(value: unknown, find: (id: string) => WidgetLike | undefined): unknown {
  if (typeof value !== 'string' || !value.startsWith(REFERENCE)) return value;
  return find(value.slice(REFERENCE.length)) ?? value;
}

const filesToWire = (files: readonly UploadedFile[]): unknown[] =>
  files.map((file) => ({ ...file, last_modified: file.last_modified.getTime() }));

const fileFromWire = (file: UploadedFile & { content: unknown; last_modified: unknown }) => ({
  ...file,
  content: file.content instanceof DataView ? bytesOf(file.content) : new Uint8Array(),
  last_modified: new Date(file.last_modified),
});

const bytesOf = (view: DataView) =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();

function dateParts(value: Date, kind: TraitKind | undefined): Record<string, number> {
  if (kind === 'datetime') {
    return {
      year: value.getUTCFullYear(),
      month: value.getUTCMonth(),
      date: value.getUTCDate(),
      hours: value.getUTCHours(),
      minutes: value.getUTCMinutes(),
      seconds: value.getUTCSeconds(),
      milliseconds: value.getUTCMilliseconds(),
    };
  }
  const day = { year: value.getFullYear(), month: value.getMonth(), date: value.getDate() };
  if (kind === 'date') return day;
  return {
    ...day,
    hours: value.getHours(),
    minutes: value.getMinutes(),
    seconds: value.getSeconds(),
    milliseconds: value.getMilliseconds(),
  };
}

function toDate(parts: Record<string, number>, kind: TraitKind): Date {
  const { year = 0, month = 0, date = 1 } = parts;
  const { hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = parts;
  return kind === 'datetime'
    ? new Date(Date.UTC(year, month, date, hours, minutes, seconds, milliseconds))
    : new Date(year, month, date, hours, minutes, seconds, milliseconds);
}
