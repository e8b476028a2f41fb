import { someOf } from '../lists/some-of.js';
import { ArgumentError } from '../errors.js';
import type { Model } from '../api/model.js';
import { checkOptions } from '../check-options.js';
import { fromStorage } from '../ndarray/make.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { isSeveral } from '../graph/model-input.js';
import type { Change, LayerChange } from './change.js';
import { Changes } from './changes.js';
import { MovedSums } from './moved.js';
import type { LayerPair } from './pairs.js';
import { pairLayers } from './pairs.js';
import type { DataSet } from './series-changes.js';
import { outputChanges, seriesChanges, seriesDifference } from './series-changes.js';

/** What is looked at beside the weights. */
export type WhatChangedOptions = Partial<DataSet>;

/**
 * How far two models are apart that are meant to differ: two checkpoints, a model and its quantised or converted copy. Weights are compared by
 * layer, kernel and gate, and with `data` (a model's input; `mask` or `lengths` as for a trace) every series of every recurrent layer and the outputs of
 * the whole models; what is below rounding counts as not moved. The largest come first.
 * @throws ArgumentError when no layer of the two has weights in common.
 */
export function whatChanged(a: Model, b: Model, options: WhatChangedOptions = {}): Changes {
  checkOptions(options, ['data', 'mask', 'lengths'], 'whatChanged');
  const { pairs, unlike } = pairLayers(a, b);
  if (pairs.length === 0) {
    throw new ArgumentError(
      `${a.file.name} and ${b.file.name} have no layer with the same weights in common, so that nothing can be said of what changed: ` +
        `${someOf(unlike, '; ', 2) || 'the first has no weights'}`,
      { file: a.file.name, reason: 'nothing-in-common' },
    );
  }
  const set = dataSetIn(options);
  const outputs = set ? outputChanges(a, b, set) : [];
  return new Changes({
    names: [a.file.name, b.file.name],
    layers: pairs.map((pair) => between(pair, set)),
    outputs: typeof outputs === 'string' ? [] : outputs,
    unlike: typeof outputs === 'string' ? [...unlike, outputs] : unlike,
    hasData: set !== undefined,
  });
}

/** The data set with numbers of its own: pictures are worked out from it later. */
function dataSetIn({ data, ...run }: WhatChangedOptions): DataSet | undefined {
  if (data === undefined) return undefined;
  return { ...run, data: isSeveral(data) ? data : asNdArray(data).copy() };
}

function between(pair: LayerPair, set: DataSet | undefined): LayerChange {
  const layer = pair.a.name;
  const all = new MovedSums();
  const weights = pair.parts.map(([one, other]): Change => {
    const sums = new MovedSums();
    for (let k = 0; k < one.values.length; k++) {
      sums.add(one.values[k]!, other.values[k]!, one.rounding(k));
      all.add(one.values[k]!, other.values[k]!, one.rounding(k));
    }
    return { layer, part: one.name, kind: 'weights', ...sums.result };
  });
  const runs = set !== undefined && pair.a.isRecurrent && pair.b.isRecurrent;
  return {
    name: layer,
    whole: { layer, part: 'all weights', kind: 'weights', ...all.result },
    weights,
    series: runs ? seriesChanges(pair, set) : [],
    weightDifference: (part) => weightDifference(pair, part),
    difference: (series, sample) =>
      runs ? seriesDifference(pair, set, { series, sample }) : undefined,
  };
}

function weightDifference({ parts }: LayerPair, part: string) {
  const found = parts.find(([{ name }]) => name === part);
  if (!found) return undefined;
  const [one, other] = found;
  const moved = Float64Array.from(one.values, (x, k) => {
    const difference = other.values[k]! - x;
    return Math.abs(difference) <= one.rounding(k) ? 0 : difference;
  });
  return fromStorage(moved, one.shape);
}
