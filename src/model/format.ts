import type { ByteSource } from '../files/byte-source.js';
import type { Parts } from '../files/parts.js';
import type { ModelFile } from './model-file.js';
import type { ChainEntry } from './state-dict/chain.js';

/** What a user may say beside the path of a model. */
export interface OpenOptions {
  /** The config of a weights-only file, parsed or as the path of a JSON file. */
  readonly config?: Readonly<Record<string, unknown>> | string;
  /**
   * The order in which the modules of a PyTorch state dict run, by their names, with functions such as `relu` and `last` between them: weights do
   * not tell it. With it the model can be run as a whole. A config may hold it as `chain`, too.
   */
  readonly chain?: readonly ChainEntry[];
}

/** What a reader is given: one file, or several parts, or both (a zip). */
export interface Candidate {
  /** The path as the user gave it. */
  readonly name: string;
  /** The file; undefined when the path is a folder. */
  readonly source: ByteSource | undefined;
  /** The entries of a zip, or the files of a folder; undefined for other files. */
  readonly parts: Parts | undefined;
  /** The files beside the file, for formats that are spread over several. */
  readonly beside: Parts;
  /** The config the user gave, parsed. */
  readonly config: Readonly<Record<string, unknown>> | undefined;
}

/** One file format: told by content, never by the name of the file. */
export interface Format {
  /** What messages and summaries call it, such as `ONNX`. */
  readonly name: string;
  /** Whether the candidate is of this format. Cheap: it looks at first bytes and names of parts. */
  matches(candidate: Candidate): boolean;
  /**
   * Opens the file. On failure it closes all it opened itself; `source` is closed by the caller, also after success (in the
   * `ModelFile`'s `close`).
   */
  open(candidate: Candidate): ModelFile | Promise<ModelFile>;
}
