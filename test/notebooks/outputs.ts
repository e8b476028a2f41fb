// What notebooks say, so that two runs of one can be compared.
import type { TutorialCell } from './tutorial.js';

const textOf = (value: unknown): string => [value ?? ''].flat().join('');

/** The texts that each code cell printed or showed, cell by cell. */
export function textsOf(cells: readonly TutorialCell[]): string[] {
  return cells
    .filter((cell) => cell.cell_type === 'code')
    .map(({ outputs = [] }) =>
      outputs.map(({ text, data }) => textOf(text ?? data?.['text/plain'])).join(''),
    );
}

const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g;

/**
 * Whether two texts hold the same numbers, whatever the words around them, to six digits: a gate's last digits depend on which loops the machine can run. Numbers that are
 * rounding themselves (below 1e-9) count as 0.
 */
export function sameNumbers(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => [...text.matchAll(number)].map(([match]) => +match));
  if (a!.length !== b!.length) return false;
  return a!.every((x, k) => {
    const y = b![k]!;
    return Math.abs(x - y) <= 1e-6 * Math.max(Math.abs(x), Math.abs(y)) + 1e-9;
  });
}

/** Whether two texts say the same, word by word, and hold the same numbers. */
export const sayTheSame = (one: string, other: string): boolean =>
  one.replace(number, '#') === other.replace(number, '#') && sameNumbers(one, other);
