import type { ReadingContext } from './readings/reading.js';
import type { SituationBand } from './situation-band.js';

/** What is to be explained: an array that is outside the band of the layer as read. */
export interface SearchTask {
  /** What the readings start from. */
  readonly context: ReadingContext;
  /** Steps × units. */
  readonly target: Float64Array;
  /** The band of the layer as read. */
  readonly band: SituationBand;
  /** The relative error of one rounding in the array. */
  readonly roundoff: number;
  /** Units of each step. */
  readonly units: number;
}
