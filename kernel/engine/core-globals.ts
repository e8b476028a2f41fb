// The globals that nearly every cell uses. With them and the language's own library most cells are checked; the
// declarations of all of Node, twenty times as long, are read when a cell needs more. Each line says no more than
// Node's own declaration does, so whatever passes here passes there.

/** What `import.meta` has in a cell, whatever else is loaded. */
export const metaGlobals = `
interface ImportMeta {
  url: string;
  readonly dirname: string;
  readonly filename: string;
  resolve(specifier: string): string;
}
`;

/** Declarations of `console`, timers and `queueMicrotask`. */
export const coreGlobals = `
interface Console {
  assert(condition?: unknown, ...data: any[]): void;
  count(label?: string): void;
  debug(...data: any[]): void;
  dir(item?: any, options?: any): void;
  error(...data: any[]): void;
  group(...data: any[]): void;
  groupEnd(): void;
  info(...data: any[]): void;
  log(...data: any[]): void;
  table(tabularData?: any, properties?: string[]): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
  trace(...data: any[]): void;
  warn(...data: any[]): void;
}
declare var console: Console;
declare namespace NodeJS {
  interface Timeout { hasRef(): boolean; ref(): this; refresh(): this; unref(): this; }
  interface Immediate { hasRef(): boolean; ref(): this; unref(): this; }
}
declare function setTimeout<A extends any[]>(callback: (...args: A) => void, ms?: number, ...args: A): NodeJS.Timeout;
declare function setInterval<A extends any[]>(callback: (...args: A) => void, ms?: number, ...args: A): NodeJS.Timeout;
declare function setImmediate<A extends any[]>(callback: (...args: A) => void, ...args: A): NodeJS.Immediate;
declare function clearTimeout(timer: NodeJS.Timeout | undefined): void;
declare function clearInterval(timer: NodeJS.Timeout | undefined): void;
declare function clearImmediate(timer: NodeJS.Immediate | undefined): void;
declare function queueMicrotask(callback: () => void): void;
`;
