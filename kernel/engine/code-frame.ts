// Lines of a cell around a place, with an arrow, as IPython and tsc show them.

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;
const green = (text: string): string => `\u001b[32m${text}\u001b[39m`;

/** What to point at, 1-based. `length` is how many characters of the line to underline. */
export interface Mark {
  /** The line, from 1. */
  readonly line: number;
  /** The column, from 1. */
  readonly column: number;
  /** How many characters to underline; one where absent. */
  readonly length?: number;
}

/** Two lines before and after the marked one, numbered, the marked span underlined. */
export function codeFrame(source: string, mark: Mark): string[] {
  const lines = source.split('\n');
  const first = Math.max(1, mark.line - 2);
  const last = Math.min(lines.length, mark.line + 2);
  const width = String(last).length;
  return lines.slice(first - 1, last).flatMap((text, i) => {
    const number = first + i;
    const label = String(number).padStart(width);
    if (number !== mark.line) return [`      ${label} ${text}`];
    const room = Math.max(1, text.length - mark.column + 1);
    const under = '~'.repeat(Math.min(Math.max(1, mark.length ?? 1), room));
    const gap = ' '.repeat('----> '.length + width + mark.column);
    return [`${green(`----> ${label}`)} ${text}`, `${gap}${red(under)}`];
  });
}
