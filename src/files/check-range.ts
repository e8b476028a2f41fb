import { BadFileError } from '../errors.js';

/**
 * Refuses a read outside its file, before any memory is taken for it.
 * @throws BadFileError naming the file and the bytes asked for.
 */
export function checkRange(
  file: { readonly name: string; readonly size: number },
  offset: number,
  length: number,
): void {
  const inside =
    Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0;
  if (!inside || offset + length > file.size) {
    throw new BadFileError(
      `${file.name}: wanted ${length} bytes at ${offset}, but the file has only ${file.size}; it is damaged or incomplete, get it anew`,
      { file: file.name },
    );
  }
}
