import { inspect } from 'node:util';

/** What `text/plain` says of a value: as Node prints it, without colours, never endless. Never throws. */
export function plainText(value: unknown): string {
  try {
    return inspect(value, {
      colors: false,
      depth: 4,
      maxArrayLength: 100,
      maxStringLength: 20_000,
      breakLength: 100,
    });
  } catch (error) {
    return `[${Object.prototype.toString.call(value).slice(8, -1)} that cannot be shown: ${String(error)}]`;
  }
}
