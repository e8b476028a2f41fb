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

/** Adds the cells `[from, to)` of the flat matrix to what a pixel has so far; NaN means nothing yet. */
type Fold = (sofar: number, from: number, to: number) => number;

function farthest(source: Source, usual: number): Fold {
  const { data, low, high } = source;
  const parts = low && high ? [low, high] : [data];
  return (sofar, from, to) => {
    let best = sofar;
    let distance = Math.abs(sofar - usual);
    if (distance !== distance) distance = -1;
    for (const part of parts) {
      for (let i = from; i < to; i++) {
        const value = part[i]!;
        const away = Math.abs(value - usual);
        if (away > distance) {
          best = value;
          distance = away;
        }
      }
    }
    return best;
  };
}

function least(source: Source): Fold {
  const part = source.low ?? source.data;
  return (sofar, from, to) => {
    let best = sofar;
    for (let i = from; i < to; i++)
      if (!(part[i]! >= best) && part[i]! === part[i]!) best = part[i]!;
    return best;
  };
}

function greatest(source: Source): Fold {
  const part = source.high ?? source.data;
  return (sofar, from, to) => {
    let best = sofar;
    for (let i = from; i < to; i++)
      if (!(part[i]! <= best) && part[i]! === part[i]!) best = part[i]!;
    return best;
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
  const makers = {
    extreme: () => farthest(source, how.usual),
    min: () => least(source),
    max: () => greatest(source),
  };
  const fold = makers[how.aggregate]();
  const { rows, columns, order } = area;
  return (py, line) => {
    line.fill(NaN);
    for (let r = rows.start[py]!; r < rows.end[py]!; r++) {
      const base = rowAt(order, r) * source.stride;
      for (let px = 0; px < line.length; px++) {
        line[px] = fold(line[px]!, base + columns.start[px]!, base + columns.end[px]!);
      }
    }
  };
}
