// Where an array came from: a series of a trace is drawn with its own limits and direction.
import type { Quantity } from '../state/index.js';

/** What is known of an array that came out of a trace. */
export interface Origin {
  /** Such as `f`, `forward_h`. */
  readonly series: string;
  readonly quantity: Quantity;
  /** The trace itself; views of the same one are linked. */
  readonly trace: object;
}

const quantities: Readonly<Record<string, Quantity>> = {
  i: 'gate',
  f: 'gate',
  o: 'gate',
  z: 'gate',
  r: 'gate',
  g: 'hidden',
  n: 'hidden',
  h: 'hidden',
  output: 'hidden',
  c: 'cell',
};

/** The quantity of a series by its name. */
export const quantityOf = (series: string): Quantity =>
  quantities[series.replace(/^(forward|backward)_/, '')] ?? 'value';
