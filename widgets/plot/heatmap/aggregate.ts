// Many cells to one pixel: the value that the pixel shows.
import type { HeatmapState } from '../../state/index.js';
import type { Spans } from './spans.js';

/** Ways to choose it. */
export type Aggregate = HeatmapState['aggregate'];

/** The matrix to look at: rows × `stride` columns; `low` and `high` bound what each pooled cell stands for. */
export interface Source {
  readonly data: ArrayLike<number>;
  readonly low: ArrayLike<number> | null;
  readonly high: ArrayLike<number> | null;
  readonly stride: number;
}

/** Adds one row of the matrix, which begins at `base`, to what the pixels of a line have so far; NaN means nothing yet. */
type Fold = (line: Float64Array, base: number, columns: Spans) => void;

/** The number farthest from what is usual. */
function farthest(part: ArrayLike<number>, usual: number): Fold {
  return (line, base, { start, end }) => {
    for (let px = 0; px < line.length; px++) {
      let best = line[px]!;
      let distance = best === best ? Math.abs(best - usual) : -1;
      for (let i = base + start[px]!; i < base + end[px]!; i++) {
        const away = Math.abs(part[i]! - usual);
        if (away <= distance || away !== away) continue;
        best = part[i]!;
        distance = away;
      }
      line[px] = best;
    }
  };
}

/** An overview's extremes are in its lows and highs. */
function extreme(source: Source, usual: number): Fold {
  const { low, high } = source;
  if (!low || !high) return farthest(source.data, usual);
  const [below, above] = [farthest(low, usual), farthest(high, usual)];
  return (line, base, columns) => {
    below(line, base, columns);
    above(line, base, columns);
  };
}

/** The smallest (sign 1) or greatest (sign −1) number. */
function outermost(part: ArrayLike<number>, sign: 1 | -1): Fold {
  return (line, base, { start, end }) => {
    for (let px = 0; px < line.length; px++) {
      let best = sign * line[px]!;
      for (let i = base + start[px]!; i < base + end[px]!; i++) {
        const value = sign * part[i]!;
        if (value < best || best !== best) best = value;
      }
      line[px] = sign * best;
    }
  };
}

/** The rows (in the order shown, as rows of the matrix) and columns of each pixel. */
export interface Area {
  readonly rows: Spans;
  readonly columns: Spans;
  readonly order: ArrayLike<number> | null;
}

const rowAt = (order: ArrayLike<number> | null, shown: number): number => order?.[shown] ?? shown;

/** Adds the numbers among the cells `[from, to)` of the flat matrix to `total`: their sum and their count. */
function addCells(source: Source, from: number, to: number, total: [number, number]): void {
  for (let i = from; i < to; i++) {
    const value = source.data[i]!;
    if (value !== value) continue;
    total[0] += value;
    total[1]++;
  }
}

function meanLine(source: Source, area: Area, py: number, line: Float64Array): void {
  const { columns, rows, order } = area;
  for (let px = 0; px < line.length; px++) {
    const total: [number, number] = [0, 0];
    for (let r = rows.start[py]!; r < rows.end[py]!; r++) {
      const base = rowAt(order, r) * source.stride;
      addCells(source, base + columns.start[px]!, base + columns.end[px]!, total);
    }
    line[px] = total[1] === 0 ? NaN : total[0] / total[1];
  }
}

/** A function that fills `line` with what the pixels of row `py` show; NaN where there is no number. */
export function makeLines(
  source: Source,
  area: Area,
  how: { aggregate: Aggregate; usual: number },
): (py: number, line: Float64Array) => void {
  if (how.aggregate === 'mean') return (py, line) => meanLine(source, area, py, line);
  const { rows, columns, order } = area;
  const makers = {
    extreme: () => extreme(source, how.usual),
    min: () => outermost(source.low ?? source.data, 1),
    max: () => outermost(source.high ?? source.data, -1),
  };
  const fold = makers[how.aggregate]();
  return (py, line) => {
    line.fill(NaN);
    for (let r = rows.start[py]!; r < rows.end[py]!; r++) {
      fold(line, rowAt(order, r) * source.stride, columns);
    }
  };
}
