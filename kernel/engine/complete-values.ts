// Completion from values, where types know nothing: after `JSON.parse`, in `process.env`.
import { types } from 'node:util';

/** Of larger objects only so many names are offered. */
const maxNames = 500;

/**
 * The members of what a chain such as `data.rows` before the cursor means, as far as it can be told without running anything:
 * accessors and proxies end it.
 */
export function membersBefore(
  code: string,
  position: number,
  scope: object,
): { readonly name: string; readonly isFunction: boolean }[] {
  const chain = /((?:[\p{ID_Start}$_][\p{ID_Continue}$]*\??\.)+)[\p{ID_Continue}$]*$/u.exec(
    code.slice(0, position),
  )?.[1];
  if (chain === undefined) return [];
  const [root, ...names] = chain.replaceAll('?', '').slice(0, -1).split('.');
  // Node declares `process` with an accessor, its own.
  let value = root === 'process' ? process : (read(scope, root!) ?? read(globalThis, root!));
  for (const name of names) value = read(value, name);
  return namesOf(value).map((name) => ({
    name,
    isFunction: typeof read(value, name) === 'function',
  }));
}

/** A property that is plain data, own or inherited; accessors are not run. */
export function read(owner: unknown, name: string): unknown {
  for (let at: unknown = owner; isOpen(at); at = Object.getPrototypeOf(at)) {
    const property = Object.getOwnPropertyDescriptor(at, name);
    if (property) return property.value;
  }
  return undefined;
}

function namesOf(value: unknown): string[] {
  const names = new Set<string>();
  for (let at = value; isOpen(at) && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    if (ArrayBuffer.isView(at)) continue;
    for (const name of Object.getOwnPropertyNames(at)) {
      if (names.size >= maxNames) return [...names];
      if (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && name !== 'constructor')
        names.add(name);
    }
  }
  return [...names];
}

function isOpen(value: unknown): value is object {
  const isObject = typeof value === 'object' || typeof value === 'function';
  return isObject && value !== null && !types.isProxy(value);
}
