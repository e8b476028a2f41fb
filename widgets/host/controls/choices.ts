// Options of dropdowns and their kin: labels for the browser, values that never leave the kernel.

/** Options to choose from: values that are their own labels, `[label, value]` pairs, or a record or map of labels to values. */
export type Options<T> =
  | readonly T[]
  | readonly (readonly [label: string, value: T])[]
  | ReadonlyMap<string, T>
  | Readonly<Record<string, T>>;

/** Options taken apart, in order. */
export interface Choices<T> {
  /** What the person reads. */
  readonly labels: readonly string[];
  /** What the choice comes to. */
  readonly values: readonly T[];
}

const isPair = (option: unknown): option is readonly [string, unknown] =>
  Array.isArray(option) && option.length === 2 && typeof option[0] === 'string';

/** Takes options apart. A list is one of pairs when every item is a text and a value. */
export function choicesOf<T>(options: Options<T>): Choices<T> {
  const pairs = pairsOf(options);
  return { labels: pairs.map(([label]) => label), values: pairs.map(([, value]) => value) };
}

function pairsOf<T>(options: Options<T>): readonly (readonly [string, T])[] {
  if (options instanceof Map) return [...options] as [string, T][];
  if (!Array.isArray(options)) return Object.entries(options as Record<string, T>);
  const list = options as readonly unknown[];
  if (list.length > 0 && list.every(isPair)) return list as readonly (readonly [string, T])[];
  return list.map((value) => [String(value), value as T] as const);
}

/** The place of a value among the choices. @throws RangeError naming the labels when it is none of them. */
export function indexOfValue<T>({ labels, values }: Choices<T>, value: T): number {
  const index = values.indexOf(value);
  if (index >= 0) return index;
  throw new RangeError(`${String(value)} is none of the options: ${labels.join(', ')}`);
}
