// The pictures that stand beside matplotlib's: their numbers as a script reads them, and what marks a drawing as made of them.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const tests = new URL('../', import.meta.url);
const script = new URL('../../../scripts/gallery_matplotlib.py', import.meta.url);

type Numbers =
  | ArrayLike<number>
  | { readonly data: ArrayLike<number>; readonly rows: number; readonly columns: number };

/** What matplotlib is handed of a picture. */
export interface Handed {
  /** Width and height of ours, in CSS pixels. */
  readonly size: readonly [number, number];
  /** By the names of the function's parameters; null for what is no number. */
  readonly numbers: Readonly<Record<string, readonly unknown[]>>;
  /** Tells whether a stored drawing is of these numbers and this function. */
  readonly mark: string;
}

const listOf = (values: Numbers): readonly unknown[] => {
  if (!('rows' in values)) return Array.from(values);
  const { data, rows, columns } = values;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => data[row * columns + column]!),
  );
};

/** What draws a picture in the script, without the line that names it; undefined when matplotlib has none. */
export function matplotlibCode(name: string): string | undefined {
  const source = readFileSync(script, 'utf8');
  const found = new RegExp(`^def ${name.replaceAll('-', '_')}\\(.*\\):\\n((?: {4}.*\\n|\\n(?= {4}))+)`, 'm').exec(source); // prettier-ignore
  return found?.[1]!.replace(/^ {4}/gm, '').trimEnd();
}

/** Every picture that has numbers to hand over, by its name. */
export async function handedToMatplotlib(): Promise<Record<string, Handed>> {
  const handed: Record<string, Handed> = {};
  for (const file of readdirSync(new URL('pictures/', tests))) {
    const module = (await import(new URL(`pictures/${file}`, tests).href)) as {
      readonly numbers?: Readonly<Record<string, Numbers>>;
    };
    if (!module.numbers) continue;
    const name = file.replace(/\.ts$/, '');
    const svg = readFileSync(new URL(`output/${name}.svg`, tests), 'utf8');
    const [, width, height] = /viewBox="0 0 (\S+) (\S+)"/.exec(svg)!;
    const size = [Number(width), Number(height)] as const;
    const numbers = Object.fromEntries(
      Object.entries(module.numbers).map(([key, values]) => [key, listOf(values)]),
    );
    const told = JSON.stringify([size, numbers, matplotlibCode(name)]);
    handed[name] = { size, numbers, mark: createHash('sha256').update(told).digest('hex') };
  }
  return handed;
}
