import { asNdArray } from '../ndarray/as-nd-array.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { Layer } from '../api/layer.js';
import type { Provenance } from '../trace/provenance.js';
import { provenanceOf, wholeOf } from '../trace/provenance.js';
import type { Trace, TraceStart } from '../trace/trace.js';
import type { ModelInput } from '../graph/model-input.js';
import type { RunOptions } from '../trace/run-options.js';
import type { FileInput } from './file-input.js';
import { arrivesUnchanged, fileSample } from './file-input.js';
import type { SituationPart } from './diagnosis/situation.js';
import { directionOf } from './diagnosis/situation.js';
import type { Grid } from './grid.js';
import { ownStart } from './own-input.js';
import type { Axis } from './place.js';
import { placeOf } from './place.js';

/** Where the compared values come from, as far as a user says it. */
export interface SubjectOptions extends Omit<RunOptions, 'part'> {
  /** The layer that the values belong to; found by itself for a series of a trace. */
  readonly layer?: Layer;
  /** The model's input that they were computed from, and beside it what else the run was given; found by itself for a series of a trace. */
  readonly input?: ModelInput;
  /** Which series they are; found by itself for a series of a trace, otherwise told from the shape (`output` or `h`). */
  readonly series?: string;
  /** The inputs of all samples of the file, so that another sample's row and a leaked state can be told. */
  readonly inputs?: ArrayInput;
  /** The number of the (first) sample in the file. */
  readonly sample?: number;
}

/** A layer's run that the compared values belong to. */
export interface Subject {
  /** The run. */
  readonly trace: Trace<Layer>;
  /** What the run started from, with numbers of the comparison's own. */
  readonly start: TraceStart;
  /** Whether the model's input reaches the layer as it was given. */
  readonly direct: boolean;
  /** The whole array that the input is a view of, if it is one. */
  readonly file: FileInput | undefined;
  /** The series that is compared: `h`, `forward_c`…, or `output`. */
  readonly series: string;
  /** Rows and units that are compared; all where absent. */
  readonly part?: SituationPart;
  /** Whether rows are to be turned round along time, as some layers give them out. */
  readonly flipped?: boolean;
  /** Numbers of the compared samples in the trace's batch. */
  readonly samples: readonly number[];
  /** Number of the first compared sample in the file. */
  readonly sample: number;
  /** The inputs of all samples of the file; undefined where they were not given. */
  readonly inputs: ArrayInput | undefined;
}

/** What is known of an array: the run it came out of, and what its axes count. */
export interface Known {
  /** The layer's run; undefined where it is not known. */
  readonly subject: Subject | undefined;
  /** What the axes count, in their order. */
  readonly axes?: readonly Axis[];
}

/** Finds the run behind an array: from its provenance, or from the options. */
export function subjectOf(ours: unknown, grid: () => Grid, options: SubjectOptions): Known {
  const { layer, inputs } = options;
  const known = options.layer ? undefined : provenanceIn(ours);
  if (known) return ofKnown(ours as NdArray, known, options);
  const input = options.input ?? sampleOfInputs(options, grid);
  if (!layer || input === undefined) return { subject: undefined };
  const trace = layer.trace(input, runIn(options));
  const { samples, steps, units } = grid();
  const found = partFor(trace, samples * steps * units, options.series);
  if (!found) return { subject: undefined };
  const run = runOf(trace);
  const sample = options.sample ?? run.file?.sample ?? 0;
  const all = Array.from({ length: trace.start.batch.shape[0] ?? 1 }, (_, n) => n);
  const last = found.part !== undefined || givesLastStep(trace, found.series);
  return {
    subject: { ...run, samples: all, sample, inputs, ...found },
    ...(last && { axes: ['sample', 'unit'] }),
  };
}

/** What a run was given beside its input. */
function runIn({ dtype, mask, lengths, initialState }: SubjectOptions): RunOptions {
  const said = Object.entries({ dtype, mask, lengths, initialState });
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

/** The run behind an array that came out of a trace, or a view of one. */
function ofKnown(
  ours: NdArray,
  known: Provenance,
  { series, sample, inputs }: SubjectOptions,
): Known {
  const trace = known.trace as Trace<Layer>;
  const whole = wholeOf(ours);
  const place = whole && placeOf(ours, whole);
  const origin = place && originIn(trace, { ...known, ...(series && { series }) });
  if (!place || !origin) return { subject: undefined };
  const { axes, samples } = place;
  // A part of the last row alone: that is the only row there is.
  const steps = origin.part?.steps ?? place.steps;
  const part = { ...(steps && { steps }), ...(place.units && { units: place.units }) };
  const run = runOf(trace);
  const first = sample ?? (run.file?.sample ?? 0) + samples[0]!;
  return { subject: { ...run, ...origin, part, samples, sample: first, inputs }, axes };
}

/** What a comparison keeps of a run. */
export function runOf(trace: Trace<Layer>): Pick<Subject, 'trace' | 'start' | 'direct' | 'file'> {
  return {
    trace,
    start: ownStart(trace.start),
    direct: arrivesUnchanged(trace),
    file: fileSample(trace),
  };
}

/** Which series an array is, and which rows of it: final states are its last row, whatever the direction. */
function originIn(
  trace: Trace<Layer>,
  { series, last, output = 0 }: Pick<Provenance, 'series' | 'last' | 'output'>,
): Pick<Subject, 'series' | 'part' | 'flipped'> | undefined {
  const setup = trace.layer.recurrent().setup();
  if (last) return { series, part: { steps: [lastRow(trace, series)] } };
  if (series !== 'output' || output === 0) return { series };
  // The second output of a layer whose directions are kept apart.
  const direction = setup.directions[output];
  if (!direction || setup.merge !== null) return undefined;
  if (setup.zeroOutputForMask && trace.start.batch.mask) return undefined;
  const cell = direction.cellFor(trace.start.batch.shape.slice(2));
  const name = setup.prefixes[output]! + cell.output;
  if (!setup.returnSequences) return { series: name, part: { steps: [lastRow(trace, name)] } };
  return { series: name, flipped: direction.backwards && !direction.inputOrder };
}

/** The row that a series computed last: the first one, where its direction reads from the end. */
function lastRow(trace: Trace<Layer>, series: string): number {
  const setup = trace.layer.recurrent().setup();
  const { index } = directionOf(setup, series);
  return setup.directions[index]!.backwards ? 0 : trace.start.batch.shape[1]! - 1;
}

/** Whether rows of a series are what each sample gave at its last step. */
function givesLastStep({ layer }: Trace<Layer>, series: string): boolean {
  return series === 'output' && !layer.recurrent().setup().returnSequences;
}

/** How many axes of an image the units of the compared layer have, besides the filters: 0 but for convolutional ones. */
export function imageAxesOf(ours: unknown, { layer }: Pick<SubjectOptions, 'layer'>): number {
  const known = layer ?? (provenanceIn(ours)?.trace as Trace<Layer> | undefined)?.layer;
  const U = known?.recurrent().setup().directions[0]!.weights[0]!.U;
  // Of a gate it is units × units, or rows × columns × filters × filters.
  return U ? U.get(U.names[0]!).shape.length - 2 : 0;
}

function provenanceIn(ours: unknown) {
  return typeof ours === 'object' && ours !== null && 'data' in ours && 'shape' in ours
    ? provenanceOf(ours as NdArray)
    : undefined;
}

/** The compared samples of the inputs, where only all inputs and a number were given. */
function sampleOfInputs(
  { inputs, sample = 0 }: SubjectOptions,
  grid: () => Grid,
): NdArray | undefined {
  if (inputs === undefined) return undefined;
  const all = asNdArray(inputs);
  const rest = all.shape.slice(1);
  return all.lo(sample, ...rest.map(() => 0)).hi(grid().samples, ...rest);
}

/** What so many values can be: what the layer gives out, h at each step, or h after the last; undefined when none of them. */
function partFor(
  trace: Trace<Layer>,
  size: number,
  series: string | undefined,
): Pick<Subject, 'series' | 'part'> | undefined {
  if (series !== undefined) return { series };
  if (trace.output.size === size) return { series: 'output' };
  if (!trace.series.includes('h')) return undefined;
  if (trace.h.size === size) return { series: 'h' };
  if (trace.finalState['h']?.size !== size) return undefined;
  return { series: 'h', part: { steps: [lastRow(trace, 'h')] } };
}
