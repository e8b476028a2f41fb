// Cells share JavaScript's built-in objects with the kernel and its compiler. What a cell puts in the place of one is taken out again as soon as the
// kernel itself is at work: with another `Array.prototype.map` it would answer nothing, not even Stop.

/** Told of what was put back, and of what could not be: somebody has frozen it in its new form. */
export type BuiltInsReport = (restored: readonly string[], lost: readonly string[]) => void;

/** One function of a built-in object, or the two of an accessor. */
interface Kept {
  readonly owner: object;
  readonly key: string | symbol;
  readonly descriptor: PropertyDescriptor;
  readonly name: string;
}

/** Held here, since they may be replaced too. */
const { defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } =
  Reflect;

const prototypeOf = (value: object): object => getPrototypeOf(value)!;

/** Global objects that the compiler takes from the global scope. */
const globals = [
  'Array Object String Number Boolean Symbol RegExp Map Set WeakMap WeakSet JSON Math Reflect',
  'Uint8Array Function parseInt parseFloat isNaN isFinite',
]
  .join(' ')
  .split(' ');

/** Classes whose prototypes are kept. */
const classes = [
  'Object Function Array String Number Boolean Symbol BigInt RegExp Map Set WeakMap WeakSet',
  'Promise Date Error Uint8Array',
]
  .join(' ')
  .split(' ');

const statics = 'Object Array String Number Symbol Promise JSON Math Reflect'.split(' ');

const globalOf = (name: string) =>
  (globalThis as unknown as Record<string, { readonly prototype: object }>)[name]!;

/** Objects whose functions are kept, by the name that a report gives them. */
const owners: readonly (readonly [name: string, owner: object])[] = [
  ...statics.map((name) => [name, globalOf(name)] as const),
  ...classes.map((name) => [`${name}.prototype`, globalOf(name).prototype] as const),
  ['TypedArray', prototypeOf(Uint8Array)],
  ['TypedArray.prototype', prototypeOf(Uint8Array.prototype)],
  ['ArrayIterator.prototype', prototypeOf([].values())],
  ['MapIterator.prototype', prototypeOf(new Map().values())],
  ['SetIterator.prototype', prototypeOf(new Set().values())],
  ['StringIterator.prototype', prototypeOf(''[Symbol.iterator]())],
  ['RegExpStringIterator.prototype', prototypeOf('x'.matchAll(/x/g))],
  ['Iterator.prototype', prototypeOf(prototypeOf([].values()))],
  ['Generator.prototype', prototypeOf(prototypeOf((function* () {})()))],
];

/** What cells replace with good reason, and the kernel can live with. */
const free = new Set(['Math.random', 'Function.prototype.toString']);

/** Properties that all objects would inherit: with one of them no property can be defined, no promise kept, nothing written as JSON. */
const poison = 'get set value writable enumerable configurable then toJSON'.split(' ');

/** Prototypes of nearly everything, and the keys that they have from the beginning. */
const inherited = [
  { name: 'Object.prototype', owner: Object.prototype as object, own: keysOf(Object.prototype) },
  { name: 'Array.prototype', owner: Array.prototype as object, own: keysOf(Array.prototype) },
];

/** The keys as an object without a prototype, which nothing that is put on all objects changes. */
function keysOf(owner: object): {
  readonly count: number;
  readonly has: Record<string | symbol, true>;
} {
  const keys = ownKeys(owner);
  const has = Object.create(null) as Record<string | symbol, true>;
  for (const key of keys) has[key] = true;
  return { count: keys.length, has };
}

const kept = collect();
let report: BuiltInsReport = () => undefined;

/** Chooses who is told of built-ins that were replaced. */
export function guardBuiltIns(to: BuiltInsReport): void {
  report = to;
}

/** Puts back what was replaced since the last call; some 20 microseconds when nothing was. */
export function restoreBuiltIns(): void {
  // No iteration, no method of an array: each may be what was replaced.
  let changed: Kept[] | undefined;
  for (let n = 0; n < kept.length; n++) {
    const one = kept[n]!;
    if (isWhole(one)) continue;
    changed ??= [];
    changed[changed.length] = one;
  }
  const removed = takePoisonOut();
  if (changed === undefined && removed.length === 0) return;
  const lost: string[] = [];
  const restored = removed;
  for (let n = 0; changed !== undefined && n < changed.length; n++) {
    const { owner, key, descriptor, name } = changed[n]!;
    const into = defineProperty(owner, key, descriptor) ? restored : lost;
    into[into.length] = name;
  }
  report(restored, lost);
}

function isWhole({ owner, key, descriptor }: Kept): boolean {
  if (descriptor.get === undefined)
    return (owner as Record<string | symbol, unknown>)[key] === descriptor.value;
  const now = getOwnPropertyDescriptor(owner, key);
  return now !== undefined && now.get === descriptor.get && now.set === descriptor.set;
}

function takePoisonOut(): string[] {
  const removed: string[] = [];
  for (let n = 0; n < poison.length; n++) {
    const key = poison[n]!;
    if (!(key in Object.prototype)) continue;
    deleteProperty(Object.prototype, key);
    removed[removed.length] = `Object.prototype.${key}`;
  }
  for (let n = 0; n < inherited.length; n++) takeTrapsOut(inherited[n]!, removed);
  return removed;
}

/**
 * What was added and lets nobody set a property of its name any more: a getter or a setter alone, a value that cannot be written, an accessor in
 * the place of an element. Other additions are a person's own; tests write `x.should`.
 */
function takeTrapsOut({ name, owner, own }: (typeof inherited)[number], removed: string[]): void {
  const keys = ownKeys(owner);
  if (keys.length === own.count) return;
  for (let n = 0; n < keys.length; n++) {
    const key = keys[n]!;
    if (own.has[key]) continue;
    const { get, set, writable } = getOwnPropertyDescriptor(owner, key)!;
    const isPair = get !== undefined && set !== undefined;
    const isElement = typeof key === 'string' && key >= '0' && key < ':';
    if (writable === true || (isPair && !isElement)) continue;
    if (deleteProperty(owner, key)) removed[removed.length] = `${name}.${String(key)}`;
  }
}

function collect(): readonly Kept[] {
  const found: Kept[] = globals.map((key) => describe(globalThis, key, key)!);
  for (const [name, owner] of owners) {
    for (const key of ownKeys(owner)) {
      const one = describe(owner, key, `${name}.${String(key)}`);
      if (one && !free.has(one.name)) found.push(one);
    }
  }
  return found;
}

/** @returns undefined for what is no function: constants cannot be replaced */
function describe(owner: object, key: string | symbol, name: string): Kept | undefined {
  const descriptor = getOwnPropertyDescriptor(owner, key)!;
  // A prototype of its own: nothing that is put on all objects changes what it says.
  Object.setPrototypeOf(descriptor, null);
  const { get, value } = descriptor as { get?: unknown; value?: unknown };
  if (get === undefined && typeof value !== 'function' && owner !== globalThis) return undefined;
  return { owner, key, descriptor, name };
}

/** What a person is told of it. */
export function sayReplaced(restored: readonly string[], lost: readonly string[]): string {
  const list = (names: readonly string[]) =>
    names.length > 5 ? `${names.slice(0, 5).join(', ')} and others` : names.join(', ');
  const back =
    restored.length === 0
      ? ''
      : `Replaced by a cell and put back, since the kernel works with it too: ${list(restored)}. Keep your own under another name.\n`;
  return lost.length === 0
    ? back
    : `${back}Replaced by a cell for good: ${list(lost)}. The kernel may stop answering; restart it.\n`;
}
