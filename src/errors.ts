// What gatelab throws: one sentence for people, and fields by which a program tells a bad file from a missing layer.

/** What an error is about, besides its sentence. */
export interface ErrorSubject {
  /** The file, as it was named by whoever opened it. */
  readonly file?: string;
  /** The layer (or node) by its name in the model. */
  readonly layer?: string;
  /** Why, in a stable word such as `damaged`; each class has one of its own where nothing is said. */
  readonly reason?: string;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

/**
 * The root of gatelab's own errors. Mistakes that are the language's (an index beyond an array, a string for a number) stay
 * RangeError and TypeError.
 */
export class GatelabError extends Error {
  static {
    this.prototype.name = 'GatelabError';
  }

  /** The file it is about; undefined where there is none. */
  declare readonly file?: string;
  /** The layer it is about; undefined where there is none. */
  declare readonly layer?: string;
  /** Why, in a stable word that programs may compare. */
  readonly reason: string;

  /** `message` is one sentence: what was attempted, with which file, layer or value, what is wrong, what to do. */
  constructor(message: string, { file, layer, reason = 'failed', cause }: ErrorSubject = {}) {
    super(message, cause === undefined ? undefined : { cause });
    if (file !== undefined) this.file = file;
    if (layer !== undefined) this.layer = layer;
    this.reason = reason;
  }
}

/**
 * A file that cannot be taken for what it should be: `damaged` (the default), `unreadable` (not there, not permitted),
 * `unknown-format`, `incomplete` (weights or a config are missing), `unsafe` (what it asks for is refused), `unwritable`.
 */
export class BadFileError extends GatelabError {
  static {
    this.prototype.name = 'BadFileError';
  }

  /** @see GatelabError */
  constructor(message: string, subject: ErrorSubject = {}) {
    super(message, { reason: 'damaged', ...subject });
  }
}

/**
 * Something sound that gatelab cannot read or run: `unsupported` (the default), `unknown-activation`, `no-engine` (no program that could be asked for a reference), `needs-onnxruntime` (operations of a graph that only the asynchronous
 * calls run, where onnxruntime-node is installed), `unsafe`.
 */
export class UnsupportedError extends GatelabError {
  static {
    this.prototype.name = 'UnsupportedError';
  }

  /** @see GatelabError */
  constructor(message: string, subject: ErrorSubject = {}) {
    super(message, { reason: 'unsupported', ...subject });
  }
}

/** A name that the model or file does not have: `no-such-layer` (the default), `no-such-series`, `no-such-gate`, `no-such-array`. */
export class NotFoundError extends GatelabError {
  static {
    this.prototype.name = 'NotFoundError';
  }

  /** @see GatelabError */
  constructor(message: string, subject: ErrorSubject = {}) {
    super(message, { reason: 'no-such-layer', ...subject });
  }
}

/** An argument that does not suit: `argument` (the default), `shape`, `missing-input`. */
export class ArgumentError extends GatelabError {
  static {
    this.prototype.name = 'ArgumentError';
  }

  /** @see GatelabError */
  constructor(message: string, subject: ErrorSubject = {}) {
    super(message, { reason: 'argument', ...subject });
  }
}

/**
 * The same error, which also tells file and layer to a program and names the file to a person where it did not yet: for whoever knows them,
 * on the way out.
 */
export function about(
  error: unknown,
  { file, layer }: Pick<ErrorSubject, 'file' | 'layer'>,
): unknown {
  if (!(error instanceof GatelabError)) return error;
  if (error.layer === undefined && layer !== undefined) Object.assign(error, { layer });
  if (file === undefined) return error;
  if (error.file === undefined) Object.assign(error, { file });
  const { message } = error;
  if (!message.includes(error.file!)) {
    error.message = `${error.file}: ${message}`;
    if (error.stack) error.stack = error.stack.replace(message, () => error.message);
  }
  return error;
}

/** Does something that may throw; its errors tell file and layer. */
export function namingErrors<T>(subject: Pick<ErrorSubject, 'file' | 'layer'>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw about(error, subject);
  }
}
