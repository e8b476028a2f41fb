// What views of one trace share. It is a model of its own, so that sharing needs no trip to the kernel.
import { moduleTraits, type ModuleTraits } from './module.js';

/** One cell of a picture: `row` is a unit, `column` a time step, counted in the data (not in the order shown). */
export interface CellPlace {
  /** The number of the facet; 0 in pictures that have one. */
  facet: number;
  /** The unit. */
  row: number;
  /** The time step. */
  column: number;
}

/** A block of cells, half open like slices: rows `[rows[0], rows[1])`, columns likewise. */
export interface CellBlock {
  /** The first row, and the one behind the last. */
  rows: [number, number];
  /** The first column, and the one behind the last. */
  columns: [number, number];
}

/** The traits that are shared between linked views. Each view has them too, under the same names. */
export interface SharedTraits {
  /** The cell under the pointer or the keyboard cursor. */
  hover: CellPlace | null;
  /** The block that was brushed, or a single cell that was clicked. */
  selection: CellBlock | null;
  /** The time step that is looked at, as cell diagrams and lines mark it. */
  step: number | null;
  /** The unit that is looked at. */
  unit: number | null;
  /** The visible range of columns (cell edges, so `[0, steps]` is everything); null shows all. */
  xlim: [number, number] | null;
  /** The visible range of rows; null shows all. */
  ylim: [number, number] | null;
  /** The lower colour limit; null takes it from the quantity or the data. */
  vmin: number | null;
  /** The upper colour limit; null takes it likewise. */
  vmax: number | null;
}

/** The names of the shared traits. */
export const sharedTraits = [
  'hover',
  'selection',
  'step',
  'unit',
  'xlim',
  'ylim',
  'vmin',
  'vmax',
] as const satisfies readonly (keyof SharedTraits)[];

/** The shared traits as they are before anybody touched a view. */
export const sharedDefaults = (): SharedTraits => ({
  hover: null,
  selection: null,
  step: null,
  unit: null,
  xlim: null,
  ylim: null,
  vmin: null,
  vmax: null,
});

/** State of `GateLinkModel`, which has no view. `traits` says which of the shared traits it carries between its views. */
export interface LinkState extends ModuleTraits, SharedTraits {
  /** Which of the shared traits it carries. */
  traits: (keyof SharedTraits)[];
}

/** Default state of a link: all but the colour limits and the rows shown, which differ from series to series. */
export const linkDefaults = (): LinkState => ({
  ...moduleTraits('GateLink', false),
  ...sharedDefaults(),
  traits: ['hover', 'selection', 'step', 'unit', 'xlim'],
});
