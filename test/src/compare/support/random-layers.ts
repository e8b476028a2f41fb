// Random recurrent layers in the form in which the module runs them.
import { activationNamed } from '../../../../src/cell/find-activation.js';
import type { CellSpec } from '../../../../src/cell/cell-spec.js';
import { makeCell } from '../../../../src/cell/cell.js';
import type { ReadingContext } from '../../../../src/compare/diagnosis/readings/reading.js';
import type { Situation } from '../../../../src/compare/diagnosis/situation.js';
import type { FlatCell } from '../../../../src/rounding/flat-cell.js';
import type { Batch } from '../../../../src/trace/batch.js';
import type { Direction, RecurrentSetup } from '../../../../src/trace/setup.js';
import { fromStorage } from '../../../../src/ndarray/make.js';
import { kerasWeights } from '../../../../src/weights/keras.js';
import type { DenseCell } from './random-cells.js';
import { normals, randomCell } from './random-cells.js';

/** What a random layer is to be. */
export interface LayerWish {
  readonly kind: FlatCell['kind'];
  readonly units: number;
  readonly features: number;
  readonly bidirectional?: boolean;
  readonly steps: number;
}

const era = { framework: 'none', frameworkVersion: undefined } as const;

/** A flat cell as the module's own record of a cell. */
export function specOf(flat: DenseCell): CellSpec {
  const { kind, units, features } = flat;
  const width = flat.b.length;
  const resetAfter = flat.kind === 'gru' && flat.resetAfter;
  const rows = resetAfter ? 2 : 1;
  const bias = rows === 2 ? Float64Array.of(...flat.b, ...flat.recurrentBias) : flat.b;
  return {
    kind,
    units,
    inputs: features,
    weights: kerasWeights(kind, {
      kernel: fromStorage(flat.W.values, [features, width]),
      recurrent: fromStorage(flat.U.values, [units, width]),
      bias: fromStorage(bias, rows === 2 ? [2, width] : [width]),
    }),
    activation: activationNamed(flat.activation.id, era),
    recurrentActivation: activationNamed(flat.recurrentActivation.id, era),
    resetAfter,
  };
}

/** A random layer, ready to be run. */
function randomSetup(seed: number, wish: LayerWish): RecurrentSetup {
  const { kind, units, features } = wish;
  const direction = (k: number): Direction => {
    const flat = randomCell(seed + 50 * k, { kind, units, features, gain: 1 });
    const spec = specOf(flat.kind === 'gru' ? { ...flat, resetAfter: seed % 2 === 0 } : flat);
    const cell = makeCell(spec);
    return {
      cellFor: () => cell,
      specs: [spec],
      weights: [spec.weights],
      backwards: k === 1,
      inputOrder: true,
    };
  };
  return {
    directions: wish.bidirectional ? [direction(0), direction(1)] : [direction(0)],
    prefixes: wish.bidirectional ? ['forward_', 'backward_'] : [''],
    merge: wish.bidirectional ? 'concat' : null,
    returnSequences: true,
    returnState: false,
    zeroOutputForMask: false,
    stateful: false,
  };
}

/** Five samples for a random layer, the third of them as the one looked at, and a second layer of the same model beside it. */
export function randomContext(seed: number, wish: LayerWish): ReadingContext {
  const { features, steps } = wish;
  const setup = randomSetup(seed, wish);
  const normal = normals(seed + 3);
  // A wave and noise, not centred, with two steps of zeros at the end as padding has them.
  const value = (k: number) => {
    const t = Math.floor(k / features) % steps;
    return t >= steps - 2 ? 0 : 0.4 + Math.sin(t / 5 + (k % features)) + 0.5 * normal();
  };
  const data = Float64Array.from(
    Float32Array.from({ length: 5 * steps * features }, (_, k) => value(k)),
  );
  const inputs: Batch = { data, shape: [5, steps, features] };
  const size = steps * features;
  const input: Batch = { data: data.slice(2 * size, 3 * size), shape: [1, steps, features] };
  const situation: Situation = { setup, input, series: wish.bidirectional ? 'output' : 'h' };
  const other = { ...situation, setup: randomSetup(seed + 7000, wish) };
  return {
    situation,
    neighbours: { inputs, sample: 2, offset: 0 },
    // What a layer in front made this input of.
    given: Float64Array.from(
      Float32Array.from({ length: size }, (_, k) => value(k) * (1 + (k % 3))),
    ),
    otherLayers: [{ name: 'beside', situation: () => other }],
  };
}
