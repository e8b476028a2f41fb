import type { ReadingContext } from './readings/reading.js';
import type { SituationBand } from './situation-band.js';

/** What is to be explained: an array that is outside the band of the layer as read. */
export interface SearchTask {
  readonly context: ReadingContext;
  /** Steps × units. */
  readonly target: Float64Array;
  /** The band of the layer as read. */
  readonly band: SituationBand;
  readonly roundoff: number;
  readonly units: number;
}
