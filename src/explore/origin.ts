import type { NdArray } from '../ndarray/nd-array.js';
import { provenanceOf } from '../trace/provenance.js';
import type { Trace, TracedDirection } from '../trace/trace.js';

/** Which series of which run an array is, or is a view of. */
export interface Origin {
  /** The run that it came from. */
  readonly trace: Trace;
  /** The direction that computed it. */
  readonly direction: TracedDirection;
  /** The name of the series without the direction's prefix: `f`, `cell0_f`. */
  readonly name: string;
  /** The letter of the series alone: `f`. */
  readonly letter: string;
  /** The number of the series' cell from the bottom; 0 but for stacked cells. */
  readonly cell: number;
}

/** Where an array came from; undefined for what is no series of a trace (and for `output`, which may be several put together). */
export function originOf(array: NdArray): Origin | undefined {
  const known = provenanceOf(array);
  if (known === undefined || known.last || known.series === 'output') return undefined;
  const { trace, series } = known;
  const direction = trace.start.directions.findLast(({ prefix }) => series.startsWith(prefix))!;
  const name = series.slice(direction.prefix.length);
  const [, cell = '0', letter = name] = /^cell(\d+)_(.*)$/.exec(name) ?? [];
  return { trace, direction, name, letter, cell: Number(cell) };
}

/** Whether a gate has this letter in cells of a kind: what lets through, on a scale from shut (0) to open (1). */
export function isGate({ direction, letter, cell }: Origin): boolean {
  const kind = direction.cells[cell]?.kind;
  if (kind === 'lstm') return ['i', 'f', 'o'].includes(letter);
  return kind === 'gru' && ['z', 'r'].includes(letter);
}
