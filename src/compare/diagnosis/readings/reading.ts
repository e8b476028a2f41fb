import type { CellSpec } from '../../../cell/cell-spec.js';
import type { Cell } from '../../../cell/cell.js';
import { makeCell } from '../../../cell/cell.js';
import type { Batch } from '../../../trace/batch.js';
import type { Work } from '../../../work.js';
import { finish } from '../../../work.js';
import type { Told } from '../../verdict-types.js';
import type { Situation } from '../situation.js';

/** Another way to read a layer or its input: what it changes, and what to tell people when it turns out to be the one. */
export interface Reading {
  /** The kind of convention, such as `gate-order`; of each kind one reading is right. */
  readonly id: string;
  /** What is tried, in a few words. */
  readonly label: Told;
  /** What was tried, for programs: names and numbers of the convention, such as the order of the gates. */
  readonly details: Readonly<Record<string, unknown>>;
  /** One sentence for a beginner; `who` is `The reference` or `Our array`. */
  readonly sentence: (who: string) => string;
  /** Who defines it so. */
  readonly source: string;
  /** What to change. */
  readonly repair: string;
  /** Sentence and repair in Chinese; names, numbers and code stay as they are. */
  readonly zh: ReadingWords;
  /** The situation read this way; undefined where it makes no sense there. */
  readonly apply: (situation: Situation) => Situation | undefined;
  /** The same in pieces, for those that run whole sequences. */
  readonly work?: (situation: Situation) => Work<Situation | undefined>;
  /** Too costly, or too odd, to be tried together with another reading. */
  readonly alone?: boolean;
  /** Runs whole sequences before anything can be looked at. */
  readonly runs?: boolean;
  /** Takes long enough that everything else is tried before. */
  readonly costly?: boolean;
}

/** What is told of a reading in one language. */
export interface ReadingWords {
  /** One sentence for a beginner; `who` is the side that it is about. */
  readonly sentence: (who: string) => string;
  /** What to change, in one sentence. */
  readonly repair: string;
}

/** What the readings may look at beyond the sample itself. */
export interface ReadingContext {
  /** The layer as it was read, for the sample that is looked at. */
  readonly situation: Situation;
  /** Other samples, where they are known. */
  readonly neighbours?: {
    /** What arrives at the layer: samples × time × features. */
    readonly inputs: Batch;
    /** Which of them this is. */
    readonly sample: number;
    /** The number in the file of the first of them. */
    readonly offset: number;
  };
  /** The model's own input of this sample, where layers in front make something else of it that has as many numbers. */
  readonly given?: Float64Array;
  /** The layer with nothing held, where our run held gates or states. */
  readonly free?: () => Situation;
  /** What is to be explained, steps × units, where that is known. */
  readonly target?: Float64Array;
  /** The model's other recurrent layers, where their results have the shape of the compared ones. */
  readonly otherLayers?: readonly OtherLayer[];
}

/** Another recurrent layer of the same model. */
export interface OtherLayer {
  /** The layer's name in the model. */
  readonly name: string;
  /** What it computes for the same sample; undefined where what arrives at it cannot be told. */
  readonly situation: () => Situation | undefined;
}

/** All readings of one kind. */
export type ReadingFamily = (context: ReadingContext) => Reading[];

/** The situation with every cell changed; undefined where one cannot be, or for cells stacked in one layer. */
export function withCells(
  situation: Situation,
  change: (spec: CellSpec) => CellSpec | undefined,
): Situation | undefined {
  const directions = [];
  for (const direction of situation.setup.directions) {
    const spec = direction.specs.length === 1 ? change(direction.specs[0]!) : undefined;
    if (!spec) return undefined;
    // Most readings are given up before anybody asks for the cell by definition.
    let cell: Cell | undefined;
    const cellFor = () => (cell ??= makeCell(spec));
    directions.push({ ...direction, specs: [spec], weights: [spec.weights], cellFor });
  }
  return { ...situation, setup: { ...situation.setup, directions } };
}

/** The first cell of the layer: what all directions have in common can be asked of it. Convolutional layers have none. */
export function cellOf({ setup }: Situation): CellSpec | undefined {
  return setup.directions[0]!.specs[0];
}

/** The situation with other numbers as its input. */
export function withInput(situation: Situation, data: Float64Array): Situation {
  return { ...situation, input: { ...situation.input, data } };
}

/** A reading that is applied in pieces. */
export function inPieces(
  work: NonNullable<Reading['work']>,
): Pick<Reading, 'apply' | 'work' | 'runs'> {
  return { apply: (situation) => finish(work(situation)), work, runs: true };
}
