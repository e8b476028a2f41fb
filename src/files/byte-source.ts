import type { Budget } from './budget.js';

/**
 * Random access to the bytes of one file. Readers of model and array formats see files only through this,
 * so the same readers run over a file on disk, a byte array, or an entry of a zip.
 */
export interface ByteSource {
  /** What error messages call the file: the path as the user gave it. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /** What opening the file may still take; readers charge it. Absent where nobody counts. */
  readonly budget?: Budget | undefined;
  /**
   * Reads `length` bytes from `offset`. Only these bytes are read from disk.
   * @throws BadFileError when the range is not inside the file.
   */
  read(offset: number, length: number): Uint8Array;
  /**
   * Compares all bytes with the checksum that their container keeps of them, once; absent where it keeps none. What is read whole is
   * compared as it is read; who reads in parts calls this before believing them.
   * @throws Error when they differ.
   */
  verify?(): void;
  /** Gives back what the source holds open. Reading afterwards is an error. */
  close(): void;
}
