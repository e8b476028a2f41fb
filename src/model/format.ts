import type { ByteSource } from '../files/byte-source.js';
import type { Folder } from '../files/folder.js';
import type { ModelFile } from './model-file.js';

/** What a user may say beside the path of a model. */
export interface OpenOptions {
  /** The config of a weights-only file, parsed or as the path of a JSON file. */
  readonly config?: Readonly<Record<string, unknown>> | string;
}

/** What a reader is given. */
export interface Opening {
  readonly source: ByteSource;
  /** The files beside the source, for formats of several files. */
  readonly beside: Folder;
  /** The config the user gave, parsed. */
  readonly config: Readonly<Record<string, unknown>> | undefined;
}

/** One file format: told by content, never by the name of the file. */
export interface Format {
  readonly name: string;
  /** Whether the source is of this format. Cheap: it looks at the first bytes, or at names of parts. */
  matches(source: ByteSource): boolean;
  /** The `ModelFile` owns the source from then on; on failure the caller closes it. */
  open(opening: Opening): ModelFile | Promise<ModelFile>;
}
