import { answer } from '../answers/answer.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError } from '../errors.js';
import { symmetricEigen } from '../linear-algebra/eigen.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { fromStorage, toStorage } from '../ndarray/make.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { PopulationOptions } from './blocks.js';
import { populationOptions } from './blocks.js';
import type { Sequences } from './sequences.js';
import { gramOf } from './unit-correlations.js';

/** How many components. */
export interface PcaOptions extends PopulationOptions {
  /** How many components are kept; all unless told. */
  readonly nComponents?: number;
}

/** Principal components, by scikit-learn's names. */
export interface Pca {
  /** Steps that counted. */
  readonly rows: number;
  /** The mean of each unit. */
  readonly mean: NdArray<Float64Array>;
  /** Components × units: directions of length 1, of which the largest number is positive. */
  readonly components: NdArray<Float64Array>;
  /** The variance along each component, with `ddof=1`, the greatest first. */
  readonly explainedVariance: Float64Array;
  /** Its share of the whole variance. */
  readonly explainedVarianceRatio: Float64Array;
  /** Any array whose last axis is the units, seen along the components: the last axis becomes the components. */
  transform(array: ArrayInput): NdArray<FloatStorage>;
  /** And back, without what the left out components held. */
  inverseTransform(array: ArrayInput): NdArray<FloatStorage>;
}

/**
 * The directions in which the states of a population spread most (scikit-learn's `PCA`): from the covariance, which one pass gathers.
 * @throws ArgumentError as `unitStatistics`, for fewer than two steps that count, units of which none changes, and more components than units.
 */
export async function pca(source: Sequences, options: PcaOptions = {}): Promise<Pca> {
  checkOptions(options, ['nComponents', ...populationOptions], 'pca');
  const gram = await gramOf(source, options);
  const width = gram.shift.length;
  const { nComponents = width } = options;
  if (!(Number.isInteger(nComponents) && nComponents >= 1 && nComponents <= width)) {
    throw new ArgumentError(
      `nComponents is how many components are kept, 1 to ${width}, not ${nComponents}`,
    );
  }
  if (gram.rows < 2)
    throw new ArgumentError('Variances need two steps that count, but there is one');
  const covariance = gram.scatter.map((sum) => sum / (gram.rows - 1));
  const { values, vectors } = symmetricEigen(covariance, width);
  const all = values.map((value) => Math.max(0, value));
  const total = all.reduce((sum, value) => sum + value, 0);
  if (total === 0) {
    throw new ArgumentError('No unit ever changes, so that no direction is more than any other');
  }
  const components = fromStorage(
    Float64Array.from(vectors.slice(0, nComponents).flatMap((vector) => [...turned(vector)])),
    [nComponents, width],
  );
  const mean = fromStorage(gram.mean, [width]);
  return answer('pca', {
    rows: gram.rows,
    mean,
    components,
    explainedVariance: all.slice(0, nComponents),
    explainedVarianceRatio: all.slice(0, nComponents).map((value) => value / total),
    transform: (array) =>
      lastAxis(array, width, 'units').sub(mean).matmul(components.transpose(1, 0)),
    inverseTransform: (array) =>
      lastAxis(array, nComponents, 'components').matmul(components).add(mean),
  });
}

/** The direction whose largest number is positive: scikit-learn's choice of the two. */
function turned(vector: Float64Array): Float64Array {
  let most = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(most)) most = value;
  return most < 0 ? vector.map((value) => -value) : vector;
}

function lastAxis(input: ArrayInput, width: number, what: string): NdArray {
  const array = asNdArray(input);
  if (array.shape.at(-1) === width)
    return fromStorage(Float64Array.from(toStorage(array, 'float64')), array.shape);
  throw new ArgumentError(
    `The last axis should be ${width} ${what}, but the array is ${array.shape.join(' × ')}`,
    { reason: 'shape' },
  );
}
