// Reads fields of a request. A missing field has its default; one of the wrong type is the sender's mistake and said so.

import type { Json } from './message.js';

function read<T>(content: Json, name: string, otherwise: T | undefined, type: string): T {
  const value = content[name];
  if (value == null && otherwise !== undefined) return otherwise;
  if (typeof value !== type) {
    throw new TypeError(
      `The field "${name}" must be a ${type}, but is ${value === null ? 'null' : typeof value}`,
    );
  }
  return value as T;
}

/** @throws TypeError naming the field */
export function readString(content: Json, name: string, otherwise?: string): string {
  return read(content, name, otherwise, 'string');
}

/** @throws TypeError naming the field */
export function readNumber(content: Json, name: string, otherwise?: number): number {
  return read(content, name, otherwise, 'number');
}

/** @throws TypeError naming the field */
export function readBoolean(content: Json, name: string, otherwise?: boolean): boolean {
  return read(content, name, otherwise, 'boolean');
}

/** @throws TypeError naming the field */
export function readObject(content: Json, name: string): Json {
  const value = read<Json>(content, name, {}, 'object');
  if (Array.isArray(value))
    throw new TypeError(`The field "${name}" must be an object, but is an array`);
  return value;
}
