// The rows of a panel as its pixels show them, before columns are chosen. They stay as they are while a person moves or zooms
// through time, which makes that several times cheaper than to look at every cell again.
import { choiceOf, type Aggregate, type Choice, type Source } from './aggregate.js';
import type { Spans } from './spans.js';

/** Which rows go to which pixels, and how several become one. */
export interface RowsQuestion {
  /** The matrix. */
  readonly source: Source;
  /** The rows as shown that each pixel shows, from the top. */
  readonly rows: Spans;
  /** Row of the matrix at each place shown; null keeps the order. */
  readonly order: ArrayLike<number> | null;
  /** What a pixel shows that covers several cells. */
  readonly aggregate: Aggregate;
  /** What is common, so that what is farthest from it is shown when cells share a pixel: the matrix's mean. */
  readonly usual: number;
}

/** Lines of numbers, one for each run of pixels that shows the same rows: columns `from … to - 1` of the source. */
export interface PixelRows {
  /** The first column. */
  readonly from: number;
  /** The column behind the last one. */
  readonly to: number;
  /** The line of each pixel; −1 where there are no rows. */
  readonly lineOf: Int32Array;
  /** lines × (to − from). For a mean these are means, and `counts` says of how many numbers. */
  readonly values: Float64Array;
  /** How many numbers each mean is of; null where lines hold no means. */
  readonly counts: Float64Array | null;
  /** How one of several numbers is chosen; null where they are averaged. */
  readonly choice: Choice | null;
}

/** Numbers the lines: neighbouring pixels with the same rows have the same one. */
function numberLines({ start, end }: Spans): { lineOf: Int32Array; firsts: number[] } {
  const lineOf = new Int32Array(start.length).fill(-1);
  const firsts: number[] = [];
  for (let py = 0; py < start.length; py++) {
    if (start[py] === end[py]) continue;
    const same = py > 0 && start[py] === start[py - 1] && end[py] === end[py - 1];
    if (!same) firsts.push(py);
    lineOf[py] = firsts.length - 1;
  }
  return { lineOf, firsts };
}

/** Calls `act` with the line and with the place in the source at which each of its rows begins. */
function eachRow(
  { source, rows, order }: RowsQuestion,
  firsts: readonly number[],
  act: (line: number, base: number) => void,
): void {
  firsts.forEach((py, line) => {
    for (let r = rows.start[py]!; r < rows.end[py]!; r++)
      act(line, (order?.[r] ?? r) * source.stride);
  });
}

function meanRows(
  question: RowsQuestion,
  firsts: readonly number[],
  [from, width]: readonly [number, number],
): { values: Float64Array; counts: Float64Array } {
  const { data } = question.source;
  const values = new Float64Array(firsts.length * width);
  const counts = new Float64Array(firsts.length * width);
  eachRow(question, firsts, (line, base) => {
    for (let i = 0, at = line * width; i < width; i++, at++) {
      const value = data[base + from + i]!;
      if (value !== value) continue;
      values[at]! += value;
      counts[at]! += 1;
    }
  });
  for (let i = 0; i < values.length; i++) values[i]! /= counts[i]!;
  return { values, counts };
}

/** Folds rows into lines, for columns `from … to - 1`. */
export function makePixelRows(question: RowsQuestion, from: number, to: number): PixelRows {
  const { lineOf, firsts } = numberLines(question.rows);
  const width = Math.max(0, to - from);
  const choice = choiceOf(question.source, question.aggregate, question.usual);
  if (!choice) {
    return { from, to, lineOf, choice, ...meanRows(question, firsts, [from, width]) };
  }
  const values = new Float64Array(firsts.length * width).fill(NaN);
  eachRow(question, firsts, (line, base) => {
    for (const part of choice.parts) choice.fold(values, line * width, part, base + from, width);
  });
  return { from, to, lineOf, values, counts: null, choice };
}

/** Keeps the lines of one panel from one painting to the next. */
export class PixelRowsCache {
  private question: RowsQuestion | null = null;
  private rows: PixelRows | null = null;

  /** The lines for columns `from … to - 1` at least, folded anew only when the rows or their numbers are others. */
  rowsFor(question: RowsQuestion, from: number, to: number, columns: number): PixelRows {
    const { rows } = this;
    const same = this.question !== null && sameRows(this.question, question);
    if (same && rows && rows.from <= from && rows.to >= to) return rows;
    // The same rows, but other columns: somebody moves through time and will want the rest too.
    this.rows = same ? makePixelRows(question, 0, columns) : makePixelRows(question, from, to);
    this.question = question;
    return this.rows;
  }
}

const sameSpan = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

const sameRows = (a: RowsQuestion, b: RowsQuestion): boolean =>
  a.source.data === b.source.data &&
  a.source.stride === b.source.stride &&
  a.order === b.order &&
  a.aggregate === b.aggregate &&
  a.usual === b.usual &&
  sameSpan(a.rows.start, b.rows.start) &&
  sameSpan(a.rows.end, b.rows.end);
