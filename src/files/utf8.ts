import { BadFileError } from '../errors.js';
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Bytes of a file as text.
 * @param name what error messages call the file, or the part of it.
 * @throws Error when they are no UTF-8. A replacement character in the place of a broken byte would make another key or name of it,
 * and another model of the file.
 */
export function decodeUtf8(name: string, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new BadFileError(`${name}: its text is no UTF-8, so it is damaged; get the file anew`, {
      file: name,
      cause,
    });
  }
}
