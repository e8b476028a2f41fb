import { ArgumentError } from '../errors.js';
import type { Trace } from './trace.js';

/**
 * Which of a layer's directions is meant: the only one, or the one that is named.
 * @returns its place among them.
 * @throws ArgumentError where one of two has to be named, or the only one is.
 */
export function chosenDirection(
  { layer: { name }, start: { directions } }: Trace,
  named: 'forward' | 'backward' | undefined,
): number {
  if (directions.length === 1 && named === undefined) return 0;
  if (directions.length > 1 && named !== undefined) return named === 'backward' ? 1 : 0;
  throw new ArgumentError(
    directions.length > 1
      ? `Layer "${name}" has two directions: say which, { direction: 'forward' } or { direction: 'backward' }`
      : `Layer "${name}" has one direction only, so { direction } says nothing`,
    { layer: name },
  );
}
