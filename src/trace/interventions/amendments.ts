import { checkOptions } from '../../check-options.js';
import { ArgumentError, NotFoundError } from '../../errors.js';
import type { Cell } from '../../cell/cell.js';
import { sizeOf } from '../../ndarray/make.js';
import type { AmendAt } from '../run-cell.js';
import type { BatchPart } from '../run-options.js';
import { chosenRows, unitsIn } from './chosen.js';
import type { Intervention, LayerInterventions } from './intervention.js';
import { actions, placeNames } from './intervention.js';
import type { ChangedSeries, ValueChange } from './value-change.js';
import { valueChange } from './value-change.js';

/** How a layer runs that is changed from within. */
export interface AmendedRun {
  /** The cells with their changes, one for each direction. */
  readonly cells: readonly Cell[];
  /** What stands in front of the names of each cell's series. */
  readonly prefixes: readonly string[];
  /** Samples of the batch. */
  readonly samples: number;
  /** Steps of each sample. */
  readonly steps: number;
}

/** Interventions, worked out for one layer. */
export interface Amendments {
  /** The series that they change, by their full names. */
  readonly series: readonly string[];
  /** What changes the steps of one direction; undefined where nothing does. */
  at(direction: number): AmendAt | undefined;
}

/**
 * What a list of interventions does to a layer: each step at which nothing is done runs as ever. Several at one place are done in their order.
 * @throws ArgumentError for anything that is not there, or is not said clearly; NotFoundError for series that the layer does not have.
 */
export function amendments(
  interventions: LayerInterventions | undefined,
  run: AmendedRun,
): Amendments {
  const { at: all = [], layer = '', part = { from: 0, of: run.samples } } = interventions ?? {};
  requireList(all);
  const changes = all.flatMap((one) => changesOf(one, { ...run, layer, part }));
  return {
    series: [...new Set(changes.map(({ series }) => series.name))],
    at(direction) {
      const own = changes.filter((change) => change.direction === direction);
      return own.length === 0 ? undefined : amendAt(own, run);
    },
  };
}

/** @throws TypeError for a single intervention, which plain JavaScript lets by. */
export function requireList(at: readonly Intervention[]): void {
  if (Array.isArray(at)) return;
  throw new TypeError('Interventions are a list, { at: [{ series: "c", step: 3, set: 0 }] }');
}

/** @throws TypeError or ArgumentError for a description that says too little, too much, or something unknown. */
export function checkIntervention(one: Intervention): void {
  checkOptions(one, [...placeNames, ...actions, 'fromStep'], 'An intervention');
  const said = Object.entries(one).flatMap(([name, value]) => (value == null ? [] : [name]));
  const done = actions.filter((name) => said.includes(name));
  if (done.length !== 1 || typeof one.series !== 'string') {
    throw new ArgumentError(
      typeof one.series !== 'string'
        ? 'An intervention names the series that it changes: { series: "c", … }'
        : `An intervention does one thing, ${actions.join(', ')}, but this one ${done.length === 0 ? 'says none of them' : `says ${done.join(' and ')}`}`,
    );
  }
  if ('fromStep' in one && done[0] !== 'patchFrom') {
    throw new ArgumentError('fromStep says which step patchFrom takes, and nothing else');
  }
}

interface Change {
  readonly direction: number;
  /** The name within the cell. */
  readonly own: string;
  readonly series: ChangedSeries;
  readonly change: ValueChange;
}

function changesOf(
  one: Intervention,
  run: AmendedRun & { readonly layer: string; readonly part: BatchPart },
): Change[] {
  checkIntervention(one);
  const { cells, prefixes, samples, steps, layer, part } = run;
  const found = cells.flatMap((cell, direction) => {
    const prefix = prefixes[direction]!;
    const own = Object.keys(cell.series).find((name) => [name, prefix + name].includes(one.series));
    return own === undefined ? [] : [{ direction, own, name: prefix + own, cell }];
  });
  if (found.length === 0) {
    const known = cells.flatMap((cell, k) =>
      Object.keys(cell.series).map((name) => prefixes[k]! + name),
    );
    throw new NotFoundError(
      `Layer "${layer}" has no series "${one.series}" to intervene at; it has ${known.join(', ')}`,
      { layer, reason: 'no-such-series' },
    );
  }
  const rows = chosenRows(one, run);
  return found.map(({ direction, own, name, cell }) => {
    const shape = cell.series[own]!;
    const units = unitsIn(one.unit, shape.at(-1)!);
    const carried = cell.states.includes(own);
    const series = { layer, name, shape, samples, steps, rows, units, carried, part };
    return { direction, own, series, change: valueChange(one, series) };
  });
}

function amendAt(changes: readonly Change[], { steps }: AmendedRun): AmendAt {
  return (sample, step) => {
    const here = changes.filter(({ series }) => series.rows[sample * steps + step] === 1);
    if (here.length === 0) return undefined;
    return (name, values) => {
      const meant = here.filter(({ own }) => own === name);
      if (meant.length === 0) return values;
      const out = values.slice();
      for (const { series, change } of meant) {
        const { units, shape } = series;
        const width = shape.at(-1)!;
        for (let from = 0; from < sizeOf(shape); from += width) {
          for (const [k, unit] of units.entries()) {
            const at = from + unit;
            out[at] = change(out[at]!, { sample, step, at, k });
          }
        }
      }
      return out;
    };
  };
}
