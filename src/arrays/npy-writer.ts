import { OutputFile } from '../files/output-file.js';
import { sizeOf } from '../ndarray/make.js';
import type { ElementType } from '../elements/element-type.js';
import { elementSize } from '../elements/element-type.js';
import type { TypedStorage } from './npy-header.js';
import { elementTypeOf, npyHeader } from './npy-header.js';

/** A `.npy` file being written, block by block. The name it will have appears when it is finished. */
export class NpyWriter {
  readonly #file: OutputFile;
  readonly #dtype: ElementType;
  readonly #end: number;
  #at: number;

  /**
   * Begins the file.
   * @param inputs files and folders that are read: they are never written over
   * @throws BadFileError as `OutputFile` does.
   */
  constructor(
    path: string,
    { dtype, shape }: { readonly dtype: ElementType; readonly shape: readonly number[] },
    inputs: readonly string[] = [],
  ) {
    const header = npyHeader(dtype, shape);
    this.#file = new OutputFile(path, inputs);
    this.#dtype = dtype;
    this.#at = header.length;
    this.#end = header.length + sizeOf(shape) * elementSize[dtype];
    try {
      this.#file.write(header, 0);
    } catch (error) {
      this.discard();
      throw error;
    }
  }

  /**
   * Writes the next numbers, in C order.
   * @throws RangeError when the array is full, or the numbers are of another type than was announced.
   */
  append(values: TypedStorage): void {
    const type = elementTypeOf(values);
    if (type !== this.#dtype || this.#at + values.byteLength > this.#end) {
      throw new RangeError(`${this.#file.path} takes no more numbers, or none of ${type}`);
    }
    this.#file.write(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), this.#at);
    this.#at += values.byteLength;
  }

  /**
   * Finishes the file and gives it its name.
   * @throws RangeError when it was not filled.
   */
  finish(): void {
    if (this.#at !== this.#end) throw new RangeError(`${this.#file.path} was not filled`);
    this.#file.finish();
  }

  /** Gives the file up and removes what was written. */
  discard(): void {
    this.#file.discard();
  }
}
