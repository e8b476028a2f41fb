import type { Budget } from '../files/budget.js';
import type { ByteSource } from '../files/byte-source.js';

/**
 * Parses JSON from a file, after charging what it will take. Members called `__proto__` are left out: nothing honest is called so.
 * @throws SyntaxError naming the file.
 */
export function parseJson(file: string, text: string, budget?: Budget): unknown {
  budget?.charge('objects', countValues(text));
  try {
    // Escapes can hide the name; a reviver is slow, so it is called only where one of the two occurs.
    if (!/__proto__|\\u/.test(text)) return JSON.parse(text);
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch (cause) {
    throw new SyntaxError(`${file}: its JSON is damaged; get the file anew`, { cause });
  }
}

/** How many values a JSON text has, at most: one for each list or object, and one behind each comma. Those in texts are few. */
function countValues(text: string): number {
  let count = 0;
  for (let n = 0; n < text.length; n++) {
    const code = text.charCodeAt(n);
    if (code === 0x2c || code === 0x5b || code === 0x7b) count++; // , [ {
  }
  return count;
}

/** Whether a file begins as JSON's objects do. */
export function looksLikeJson(source: ByteSource): boolean {
  const head = new TextDecoder().decode(source.read(0, Math.min(64, source.size)));
  return /^\s*\{\s*"/.test(head);
}

/** An object of a parsed file, as opposed to a list, text, number or null. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object with members. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that must be a text to count. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
