// Where an array came from: a series of a trace is drawn with its own limits and direction.
import { provenanceOf } from '../../../src/trace/provenance.js';
import { Trace } from '../../../src/trace/trace.js';
import type { Quantity } from '../../state/index.js';

/** What is known of an array that came out of a trace. */
export interface Origin {
  /** Such as `f`, `forward_h`. */
  readonly series: string;
  /** What the numbers are, which decides colours and limits. */
  readonly quantity: Quantity;
  /** The trace itself; views of the same one are linked. */
  readonly trace: object;
  /** Whether the axis before the last is time, as the trace made it; false for a transposed view. */
  readonly timeFirst: boolean;
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
  quantities[series.replace(/^.*_/, '')] ?? 'value';

/** What is known of an array; undefined when it did not come out of a trace. */
export function originOf(array: unknown): Origin | undefined {
  if (typeof array !== 'object' || array === null || !('data' in array)) return undefined;
  const found = provenanceOf(array);
  if (!found || found.last) return undefined;
  const [time = 0, unit = 0] = 'stride' in array ? (array.stride as number[]).slice(-2) : [1, 0];
  return {
    ...found,
    quantity: quantityOf(found.series),
    timeFirst: Math.abs(time) >= Math.abs(unit),
  };
}

/** Where the directions of a bidirectional layer meet in its output, and their names: the traits of a heatmap of it. */
export function halvesOf(values: unknown): { separators?: number[]; partNames?: string[] } {
  const origin = originOf(values);
  if (origin?.series !== 'output' || !(origin.trace instanceof Trace)) return {};
  const { trace } = origin;
  const units = trace.start.directions.map(({ prefix }) => {
    const name = `${prefix}h`;
    return trace.series.includes(name) ? (trace.get(name).shape.at(-1) ?? 0) : 0;
  });
  const [first = 0, second = 0] = units;
  const width = (values as { shape: readonly number[] }).shape.at(-1);
  // Outputs that are added or averaged have no halves.
  if (units.length !== 2 || first === 0 || first + second !== width) return {};
  const names = trace.start.directions.map(({ prefix }) => prefix.replace(/_$/, ''));
  return { separators: [first], partNames: names };
}
