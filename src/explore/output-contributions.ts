import { answer } from '../answers/answer.js';
import type { Layer } from '../api/layer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError, UnsupportedError } from '../errors.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { fromStorage, toStorage } from '../ndarray/make.js';
import { matmul } from '../ndarray/matmul.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import { NdArray } from '../ndarray/nd-array.js';
import type { Trace } from '../trace/trace.js';
import type { Contributions } from './contributions.js';
import { contributions } from './contributions.js';
import { sampleIn } from './memory.js';
import { isSameLayer } from './same-layer.js';
import type { OutputRule } from './shared-output.js';
import { stepIn } from './written.js';

/** Which output is taken apart. */
export interface OutputContributionOptions {
  /** Of a trace of several samples: which. */
  readonly sample?: number;
  /** The step of the input whose output is taken apart, of layers that give out every step; negative ones from the end, the last by default. */
  readonly step?: number;
  /** How an LSTM's h is shared out: see `contributions`. */
  readonly rule?: OutputRule;
}

/** Steps × outputs; what no step has written stands apart. */
export type OutputContributions = NdArray<Float64Array> & {
  /** What is left of the first states, per output. */
  readonly initial: NdArray<Float64Array>;
  /** The bias of the layer, and what would stand there if the states were zero. */
  readonly constant: NdArray<Float64Array>;
};

/**
 * What every input step has given to each number of a Dense (Linear) layer that stands behind the traced one: the parts of h, of both directions,
 * through its weights. Column sums, `initial` and `constant` together are what stands in front of the layer's activation: logits, where that is a softmax.
 * @param trace of an LSTM or GRU.
 * @param dense the layer behind, `model.layer('out')`; dropout may stand between.
 * @returns steps × outputs, with `initial` and `constant` beside it.
 * @throws ArgumentError where the layer does not stand behind the traced one, and for outputs that are no such sum (`merge_mode='mul'`).
 */
export function outputContributions(
  trace: Trace<Layer>,
  dense: Layer,
  options: OutputContributionOptions = {},
): OutputContributions {
  checkOptions(options, ['sample', 'step', 'rule'], 'outputContributions');
  const setup = trace.layer.recurrent(trace.start.options).setup();
  requireBehind(trace.layer, dense);
  const { kernel, bias } = weightsOf(dense);
  const parts = directionsOf(trace, setup.returnSequences, options);
  const rows = rowsOf(kernel, parts, { merge: setup.merge, trace, dense });
  const through = (of: (one: Contributions) => NdArray<Float64Array>, more?: ArrayInput) => {
    const all = parts.map((one, k) => new NdArray(matmul(of(one), rows[k]!)));
    const sum = [...all.slice(1), ...(more ? [more] : [])].reduce<NdArray>(
      (total, one) => total.add(one),
      all[0]!,
    );
    return fromStorage(toStorage(sum, 'float64') as Float64Array, [...sum.shape]);
  };
  const given = Object.assign(
    through((one) => one),
    {
      initial: through((one) => one.initial),
      constant: through((one) => one.constant, bias),
    },
  );
  return answer('outputContributions', given, { trace });
}

/** What both directions have given to their h, at the step whose output it is. */
function directionsOf(
  trace: Trace<Layer>,
  everyStep: boolean,
  { sample, step, rule }: OutputContributionOptions,
): Contributions[] {
  const { directions, batch } = trace.start;
  if (!everyStep && step !== undefined) {
    throw new ArgumentError(
      `Layer "${trace.layer.name}" gives out its last step alone: leave the step away`,
      { layer: trace.layer.name },
    );
  }
  const steps = batch.shape[1] ?? 0;
  return directions.map(({ prefix, backwards, cells }) => {
    const ending = backwards ? 0 : steps - 1;
    const at = stepIn(step ?? (everyStep ? -1 : ending), steps);
    const of = sampleIn(trace, { ...(sample !== undefined && { sample }) });
    requireShown(trace, { sample: of, step: at, lastAlone: !everyStep });
    const isLstm = cells.at(-1)?.kind === 'lstm';
    return contributions(trace, {
      series: 'h',
      step: at,
      ...(sample !== undefined && { sample }),
      ...(rule && isLstm && { rule }),
      ...(directions.length > 1 && {
        direction: prefix === 'backward_' ? ('backward' as const) : ('forward' as const),
      }),
      ...(cells.length > 1 && { cell: cells.length - 1 }),
    });
  });
}

/**
 * What a layer gives out where a mask skips a step differs from framework to framework. A layer that gives out its last step alone gives out the last that
 * counts, unless it gives out zeros.
 * @throws ArgumentError for a step of which the output is not the state of a step that counts.
 */
function requireShown(
  { start, layer }: Trace<Layer>,
  { sample, step, lastAlone }: { sample: number; step: number; lastAlone: boolean },
): void {
  const { mask, shape } = start.batch;
  const steps = shape[1]!;
  if (mask?.[sample * steps + step] !== 0) return;
  const counts = mask.subarray(sample * steps, (sample + 1) * steps).includes(1);
  if (lastAlone && counts && !layer.recurrent(start.options).setup().zeroOutputForMask) return;
  throw new ArgumentError(
    `The mask skips step ${step} of sample ${sample}, so layer "${layer.name}" computes nothing there: ask for a step that counts`,
    { layer: layer.name },
  );
}

/** The rows of the kernel that each direction goes through. */
function rowsOf(
  kernel: NdArray<FloatStorage>,
  parts: readonly Contributions[],
  { merge, trace, dense }: { merge: string | null; trace: Trace<Layer>; dense: Layer },
): NdArray<FloatStorage>[] {
  const widths = parts.map((one) => one.shape[1]!);
  const [width = 0] = widths;
  const total = parts.length === 2 && merge === 'concat' ? 2 * width : width;
  if (kernel.shape[0] !== total) {
    throw new ArgumentError(
      `Layer "${dense.name}" takes ${kernel.shape[0]} features, but layer "${trace.layer.name}" gives ${total}`,
      { layer: dense.name },
    );
  }
  if (parts.length === 1 || merge === 'sum') return parts.map(() => kernel);
  if (merge === 'ave') return parts.map(() => kernel.mul(0.5));
  if (merge === 'concat') {
    return widths.map((own, k) => kernel.slice([k * own, (k + 1) * own]) as NdArray<FloatStorage>);
  }
  throw new ArgumentError(
    `The directions of layer "${trace.layer.name}" are ${merge === null ? 'kept apart' : 'multiplied'}, so that what is behind is no sum of what each has written`,
    { layer: trace.layer.name },
  );
}

const transparent = /^(torch\.)?(\w*Dropout\w*|GaussianNoise|ActivityRegularization|Identity)$/;

/** @throws ArgumentError for a layer that takes anything but what the traced layer gives out. */
function requireBehind(layer: Layer, dense: Layer): void {
  let at = dense;
  for (;;) {
    const { connectedTo } = at;
    if (connectedTo.length === 1 && connectedTo[0] === layer.name) {
      requireSameModel(layer, at.layersInFront[0]!, dense.name);
      return;
    }
    const [before, ...more] = at.layersInFront;
    if (!before || more.length > 0 || !transparent.test(before.className)) break;
    at = before;
  }
  throw new ArgumentError(
    `Layer "${dense.name}" takes ${dense.connectedTo.join(', ') || 'the input'}, not the output of layer "${layer.name}" alone`,
    { layer: dense.name },
  );
}

/** @throws ArgumentError where a layer of the same name stands in another model, such as a later checkpoint. */
function requireSameModel(layer: Layer, front: Layer, dense: string): void {
  if (isSameLayer(front, layer)) return;
  throw new ArgumentError(
    `Layer "${dense}" stands behind "${layer.name}" of another model than the trace is of (or of the same file, opened again)`,
    { layer: dense },
  );
}

/** The weights as inputs × outputs. @throws UnsupportedError for other layers than Dense and Linear. */
function weightsOf(dense: Layer): {
  kernel: NdArray<FloatStorage>;
  bias: NdArray<FloatStorage> | undefined;
} {
  const { className, config, tensors } = dense;
  const inner = className === 'TimeDistributed' ? wrappedClass(config['layer']) : className;
  const [kernel, bias] = tensors.map((tensor) => tensor.read());
  if (kernel && inner === 'Dense') return { kernel, bias };
  if (kernel && inner === 'torch.Linear') return { kernel: kernel.T, bias };
  throw new UnsupportedError(
    `What reaches an output is told for a Dense (Linear) layer behind; "${dense.name}" is a ${className}`,
    { layer: dense.name },
  );
}

/** The class of the layer that a wrapper's config names. */
function wrappedClass(config: unknown): unknown {
  return typeof config === 'object' && config !== null && 'class_name' in config
    ? config.class_name
    : undefined;
}
