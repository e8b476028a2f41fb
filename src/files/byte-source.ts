/**
 * Random access to the bytes of one file. Readers of model and array formats see files only through this,
 * so the same readers run over a file on disk, a byte array, or an entry of a zip.
 */
export interface ByteSource {
  /** What error messages call the file: the path as the user gave it. */
  readonly name: string;
  /** Size in bytes. */
  readonly size: number;
  /**
   * Reads `length` bytes from `offset`. Only these bytes are read from disk.
   * @throws RangeError when the range is not inside the file.
   */
  read(offset: number, length: number): Uint8Array;
  /** Gives back what the source holds open. Reading afterwards is an error. */
  close(): void;
}
