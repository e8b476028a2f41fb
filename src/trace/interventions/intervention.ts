import type { ArrayInput } from '../../ndarray/as-nd-array.js';
import type { NdArray } from '../../ndarray/nd-array.js';
import type { BatchPart } from '../run-options.js';

/**
 * Steps of the input: one (negative ones from the end), a list, a range (`from` on, up to `to` without it, as `slice` counts), or whatever a
 * predicate says of a step and its sample.
 */
export type Steps =
  | number
  | readonly number[]
  | { readonly from?: number; readonly to?: number }
  | ((step: number, sample: number) => boolean);

/** A run whose numbers are put into another one: a trace. */
export interface SeriesSource {
  /** One series by name. */
  get(name: string): NdArray;
  /** What the layer gave out. */
  readonly outputs: readonly NdArray[];
  /** What the run started from. */
  readonly start: {
    /** Samples × time × features, and 0 where a step was masked. */
    readonly batch: { readonly shape: readonly number[]; readonly mask?: Uint8Array };
  };
}

/** A run with the traces of several layers: what `model.run` returned. */
export interface LayerSource {
  /** The trace of one layer. */
  trace(layer: string): SeriesSource;
  /** What the model gave out. */
  readonly outputs: readonly NdArray[];
}

/** Where something is changed; what is not said is all of it. */
export interface InterventionPlace {
  /** The layer, or one of its calls (`shared#2`); may be left away where there is only one recurrent layer. */
  readonly layer?: string;
  /** A gate or a state by its name in the trace; `forward_c` is that of one direction, `c` that of both. */
  readonly series: string;
  /** Samples of the batch, by number. */
  readonly sample?: number | readonly number[];
  /** Steps of the input, whatever the direction. */
  readonly step?: Steps;
  /** Units (filters of convolutional cells), by number; negative ones from the end. */
  readonly unit?: number | readonly number[];
}

/** A number for all chosen units, or one for each. */
export type UnitValues = number | ArrayInput;

/** The chosen numbers become these. */
export interface SetTo {
  /** One number for all, or one for each chosen unit. */
  readonly set: UnitValues;
}

/** These are added to what was computed. */
export interface Add {
  /** One number for all, or one for each chosen unit. */
  readonly add: UnitValues;
}

/** What was computed is multiplied by these. */
export interface Scale {
  /** One number for all, or one for each chosen unit. */
  readonly scale: UnitValues;
}

/** Each unit becomes its mean over all samples and steps that count of another run, such as one over a whole data set. */
export interface Mean {
  /** The other run: a trace, or what `model.run` returned; of it the series of the same name (and layer) is taken. */
  readonly mean: SeriesSource | LayerSource;
}

/**
 * The numbers of another run are put in: those of the same series, unit and step, and of the same sample where it has several. Where its mask skips the
 * step, a state is the one that is carried on, and a gate is refused.
 */
export interface PatchFrom {
  /** The other run: a trace, or what `model.run` returned; of it the series of the same name (and layer) is taken. */
  readonly patchFrom: SeriesSource | LayerSource;
  /** Which step of the other run is taken, for all chosen steps; negative ones from its end. */
  readonly fromStep?: number;
}

/**
 * One change of a run from within: at chosen steps a gate or state of a layer is replaced the moment it is computed, and everything
 * behind it follows. Steps that a mask skips are left alone, and so are the states before the first step.
 */
export type Intervention = InterventionPlace & (SetTo | Add | Scale | Mean | PatchFrom);

/** The interventions in one layer, and what the layer is called. */
export interface LayerInterventions {
  /** What messages call the layer. */
  readonly layer: string;
  /** In the order in which they are done. */
  readonly at: readonly Intervention[];
  /** Where the samples of this run stand among all: interventions count those. */
  readonly part?: BatchPart | undefined;
}

/** What can be done to a number. */
export const actions = ['set', 'add', 'scale', 'mean', 'patchFrom'] as const;
/** The names of the places. */
export const placeNames = ['layer', 'series', 'sample', 'step', 'unit'] as const;
