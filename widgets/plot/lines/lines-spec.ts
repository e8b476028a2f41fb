// From the state of a lines view to the picture.
import { decodeArray, type LinesState } from '../../state/index.js';
import type { Say } from '../text/words.js';
import type { Line, LinesPicture } from './plan.js';
import { lineColors } from './plan.js';
import { largest } from '../../../src/lists/extremes.js';

/** Lines drawn of a steps × units series when nothing is chosen. */
const fewUnits = 8;

/** How a second, third … turn through the colours is told apart. */
const dashes = [undefined, '6 3', '2 2', '8 3 2 3'] as const;

/** One column of a steps × units array. */
function column(data: ArrayLike<number>, units: number, unit: number): Float64Array {
  return Float64Array.from({ length: data.length / units }, (_, t) => data[t * units + unit]!);
}

/** The units that are drawn of a series of so many. */
export const unitsDrawn = ({ units: wish }: LinesState, units: number): number[] =>
  (wish ?? Array.from({ length: Math.min(fewUnits, units) }, (_, unit) => unit)).filter(
    (unit) => unit >= 0 && unit < units,
  );

/** How many units the largest series has; none where series are lines themselves. */
export const unitsOf = ({ series }: LinesState): number =>
  Math.max(0, largest(series.map(({ values }) => values.shape[1] ?? 0)));

/** The lines of one series: its own, or one for each unit that is shown; the chosen unit is strong, the others weak. */
function linesOf(series: LinesState['series'][number], index: number, state: LinesState): Line[] {
  const { data, shape } = decodeArray(series.values);
  const color = lineColors[index % lineColors.length]!;
  const dash = dashes[Math.floor(index / lineColors.length) % dashes.length];
  const look = dash === undefined ? { color } : { color, dash };
  if (shape.length < 2) return [{ name: series.name, values: data, ...look }];
  const units = shape[1] ?? 0;
  const chosen = state.unit !== null && state.unit < units ? state.unit : null;
  const shown = new Set([...unitsDrawn(state, units), ...(chosen === null ? [] : [chosen])]);
  const many = state.series.length === 1 && chosen === null;
  return [...shown].map((unit, k) => ({
    name: `${series.name}[${unit}]`,
    values: column(data, units, unit),
    ...look,
    ...(many ? { color: lineColors[k % lineColors.length]! } : {}),
    weak: chosen !== null && unit !== chosen,
  }));
}

/** How many units are drawn, where not all are. */
function noteOf(state: LinesState, say: Say): string {
  const units = unitsOf(state);
  const drawn = new Set(unitsDrawn(state, units));
  if (state.unit !== null && state.unit < units) drawn.add(state.unit);
  return drawn.size < units ? say('unitsShown', drawn.size, units) : '';
}

/** The picture of a state in `width` pixels. Throws a RangeError or TypeError when its numbers cannot be read. */
export function linesPicture(state: LinesState, width: number, say: Say): LinesPicture {
  const lines = state.series.flatMap((series, index) => linesOf(series, index, state));
  const marks = [state.step, state.hover?.column ?? null].filter((step) => step !== null);
  return {
    width,
    height: state.height ?? 240,
    lines,
    band: state.band
      ? {
          low: decodeArray(state.band.low).data,
          high: decodeArray(state.band.high).data,
          name: state.band.name,
        }
      : null,
    title: state.title,
    xlabel: state.xlabel ?? say('step'),
    ylabel: state.ylabel ?? '',
    yscale: state.yscale,
    xlim: state.xlim,
    ylim: [state.vmin, state.vmax],
    columnNames: state.columnNames,
    legend: state.legend,
    note: noteOf(state, say),
    selected: state.selection?.columns ?? null,
    marks: [...new Set(marks)],
    label: [state.title, ...lines.filter((line) => !line.weak).map((line) => line.name)]
      .filter((t) => t !== '')
      .join(', '),
  };
}
