import { answer } from '../answers/answer.js';
import type { Model } from '../api/model.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { CallMemo } from '../graph/call-memo.js';
import type { ModelInput } from '../graph/model-input.js';
import { isSeveral } from '../graph/model-input.js';
import type { PredictOptions, PredictProgress } from '../graph/predict-options.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { fromStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { ablatedLayer, changesFor, unitsIn } from './ablated-layer.js';
import { costsOf, distancesFrom, requireFinite } from './costs.js';
import type { Loss } from './losses.js';

/** Which units are taken away, how, and what is counted. */
export interface AblationOptions extends Omit<PredictOptions, 'change' | 'part' | 'progress'> {
  /** The recurrent layer; may be left away where there is only one. */
  readonly layer?: string;
  /** Of a layer of two directions: which. */
  readonly direction?: 'forward' | 'backward';
  /** The units to try; all unless said otherwise. */
  readonly units?: readonly number[];
  /** What stands in for a unit's output: 0 (the default), or its mean over all samples and steps of the same data. */
  readonly by?: 'zero' | 'mean';
  /** What outputs cost; by default how far they are from those of the whole model: the mean of |difference| of each sample. */
  readonly loss?: Loss;
  /** Called after each unit. */
  readonly progress?: (progress: PredictProgress) => void;
  /** Stops it when aborted. */
  readonly signal?: AbortSignal;
}

/** What one unit's loss costs. */
export interface UnitEffect {
  /** The unit. */
  readonly unit: number;
  /** What the loss is without it, less what it is with it, in the mean over the samples. */
  readonly effect: number;
}

/** What the loss of each unit costs. */
export interface AblationEffects {
  /** The layer. */
  readonly layer: string;
  /** The units that were tried, in the order of the rows of `perSample`. */
  readonly units: readonly number[];
  /** What the whole model costs, one number a sample (one in all where the loss gives one). */
  readonly whole: NdArray<Float64Array>;
  /** Units × samples: what each unit's loss costs more than that. */
  readonly perSample: NdArray<Float64Array>;
  /** The mean of each unit over the samples. */
  readonly effect: NdArray<Float64Array>;
  /** The units with their effects, the dearest first. */
  readonly ranked: readonly UnitEffect[];
  /** A table of the ten dearest. */
  toString(): string;
}

const names = [
  ...['layer', 'direction', 'units', 'by', 'loss', 'progress', 'signal'],
  ...['dtype', 'mask', 'lengths', 'initialState', 'batchSize'],
];

/**
 * Takes one unit after the other out of a recurrent layer (its h at 0 or at its mean from the first state on, in the recurrence too), runs the whole model over a data set each time,
 * and says what each loss costs. Layers in front of it run once. Runs are those of `predict`: batched and compiled, in float32 unless said otherwise, beside other things; stateful layers start from
 * zeros each time, as in a trace.
 * @throws ArgumentError for layers and units that are not there, and a loss that gives neither a number nor one a sample, or numbers that are not finite.
 */
export async function ablationEffects(
  model: Model,
  input: ModelInput,
  options: AblationOptions = {},
): Promise<AblationEffects> {
  checkOptions(options, names, 'ablationEffects');
  const { layer, direction, units: asked, by = 'zero', loss, progress, ...run } = options;
  if (!['zero', 'mean'].includes(by)) {
    throw new ArgumentError(`by is what stands in for a unit, zero or mean, not ${String(by)}`);
  }
  const name = layer ?? onlyRecurrent(model);
  const ablated = ablatedLayer(model, name, direction);
  const units = unitsIn(ablated.width, asked);
  const samples = samplesIn(model, input);
  const changeOf = await changesFor(model, input, { ...ablated, by, run });
  const memo = new CallMemo();
  const before = await model.predictAllAfresh(input, run, memo);
  const cost = loss
    ? (outputs: readonly NdArray[]) => costsOf(loss, outputs, samples)
    : distancesFrom(before, samples);
  const whole = requireFinite(cost(before));
  const rows: Float64Array[] = [];
  for (const unit of units) {
    const change = { [name]: changeOf(unit) };
    const costs = requireFinite(
      cost(await model.predictAllAfresh(input, { ...run, change }, memo)),
    );
    rows.push(costs.map((value, k) => value - whole[k]!));
    progress?.({ done: rows.length, total: units.length });
  }
  return answer('ablationEffects', tableOf(name, units, { whole, rows }));
}

function onlyRecurrent(model: Model): string {
  const all = model.layers.filter(({ isRecurrent }) => isRecurrent).map(({ name }) => name);
  if (all.length === 1) return all[0]!;
  throw new ArgumentError(
    `${model.file.name} has ${all.length} recurrent layers: say whose units, { layer } one of ${all.join(', ')}`,
    { file: model.file.name },
  );
}

/** How many samples a data set has. @throws ArgumentError for a single sample without their axis. */
function samplesIn(model: Model, input: ModelInput): number {
  const [first] = isSeveral(input) ? Object.values(input.inputs) : [input];
  const array = asNdArray(first as ArrayInput, 'The data set');
  const axes = model.inputs[0]?.shape?.length;
  if (array.shape[0] === 0) throw new ArgumentError('The data set has no samples');
  if (axes === undefined || array.dimension === axes) return array.shape[0] ?? 0;
  throw new ArgumentError(
    `A data set has the samples first: ${axes} axes, but got ${array.shape.join(' × ')}`,
    { reason: 'shape' },
  );
}

function tableOf(
  layer: string,
  units: readonly number[],
  { whole, rows }: { whole: Float64Array; rows: readonly Float64Array[] },
): AblationEffects {
  const samples = whole.length;
  const perSample = new Float64Array(units.length * samples);
  for (const [k, row] of rows.entries()) perSample.set(row, k * samples);
  const effect = Float64Array.from(rows, (row) => row.reduce((sum, x) => sum + x, 0) / samples);
  const ranked = units
    .map((unit, k) => ({ unit, effect: effect[k]! }))
    .sort((a, b) => b.effect - a.effect);
  return {
    layer,
    units,
    whole: fromStorage(whole, [samples]),
    perSample: fromStorage(perSample, [units.length, samples]),
    effect: fromStorage(effect, [units.length]),
    ranked,
    toString: () => textOf(layer, ranked),
  };
}

const shownRows = 10;

function textOf(layer: string, ranked: readonly UnitEffect[]): string {
  const rows = ranked.slice(0, shownRows);
  const more = ranked.length - rows.length;
  return [
    `Units of ${layer} by what their loss costs`,
    ...rows.map(({ unit, effect }) => `${String(unit).padStart(4)}  ${effect.toPrecision(4)}`),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ].join('\n');
}
