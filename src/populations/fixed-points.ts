import { answer } from '../answers/answer.js';
import { Layer } from '../api/layer.js';
import { makeCell, type Cell } from '../cell/cell.js';
import type { CellSpec } from '../cell/cell-spec.js';
import { checkOptions } from '../check-options.js';
import { ArgumentError, UnsupportedError } from '../errors.js';
import { backwardCell } from '../gradients/adjoint.js';
import type { BackwardCell, Vectors64 } from '../gradients/step-back.js';
import type { Complex } from '../linear-algebra/eigen.js';
import { eigenvalues } from '../linear-algebra/eigen.js';
import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import { fromStorage, sizeOf, toStorage } from '../ndarray/make.js';
import type { NdArray } from '../ndarray/nd-array.js';
import type { SlowState } from './slowest.js';
import { slowest } from './slowest.js';

/** Where fixed points are looked for. */
export interface FixedPointOptions {
  /** What arrives at the layer at every step, one number a feature; zeros unless told. */
  readonly input?: ArrayInput;
  /** States to start from, points × states, each h and then (of an LSTM) c: such as states of a trace. */
  readonly starts: ArrayInput;
  /** Of a layer of two directions: which. */
  readonly direction?: 'forward' | 'backward';
  /** Points of a speed q no greater are fixed; 1e-16 unless told. */
  readonly tolerance?: number;
  /** Points of a speed q no greater are slow, others are left out; 1e-6 unless told: a state moves by 0.0014 in a step. */
  readonly slowTolerance?: number;
  /** Points that are no farther apart than this (in any number) are one; 1e-4 unless told. */
  readonly distance?: number;
  /** How many steps each search may take; 100 unless told. */
  readonly maxIter?: number;
}

/** A state that the layer (almost) keeps under a constant input. */
export interface FixedPoint {
  /** `fixed`, or `slow`: what the search has come to, of a speed above 0. */
  readonly kind: 'fixed' | 'slow';
  /** The state h, and c of an LSTM. */
  readonly state: Readonly<Record<string, NdArray<Float64Array>>>;
  /** q = ½‖F(s) − s‖². */
  readonly speed: number;
  /** Of the Jacobian of a step there, states × states, the greatest first: how a disturbance grows (|λ| above 1), fades, and turns. */
  readonly eigenvalues: readonly Complex[];
  /** Whether every disturbance fades: all |λ| are below 1. */
  readonly isStable: boolean;
  /** How many searches led here, of two from every start. */
  readonly found: number;
}

const names = ['input', 'starts', 'direction', 'tolerance', 'slowTolerance', 'distance', 'maxIter'];

/**
 * States in which a layer stays, or nearly stays, while its input does not change (Sussillo and Barak 2013): q(s) = ½‖F(s) − s‖² is minimised from
 * every start, and from where `maxIter` steps lead from there, F being one step of the layer, by the method of Levenberg and Marquardt with analytic Jacobians. What no start leads to is not found.
 * @returns the slowest first.
 * @throws ArgumentError for states or inputs of another width, and directions that are not there. UnsupportedError for convolutional and stacked cells.
 */
export function fixedPoints(layer: Layer, options: FixedPointOptions): FixedPoint[] {
  checkOptions(options, names, 'fixedPoints');
  const spec = specOf(layer, options);
  const { tolerance = 1e-16, slowTolerance = 1e-6, distance = 1e-4, maxIter = 100 } = options;
  requirePositive({ tolerance, slowTolerance, distance, maxIter });
  const map = new StepMap(spec, inputOf(spec, options));
  const found: { state: Float64Array; speed: number; count: number }[] = [];
  const take = ({ state, speed }: SlowState) => {
    if (!(speed <= slowTolerance)) return;
    const known = found.find((one) =>
      one.state.every((value, k) => Math.abs(value - state[k]!) <= distance),
    );
    if (!known) found.push({ state, speed, count: 1 });
    else {
      known.count++;
      if (speed < known.speed) [known.state, known.speed] = [state, speed];
    }
  };
  for (const start of startsOf(map, options)) {
    // The layer itself leads to what is stable; the search leads to what is not, too.
    let led = start;
    for (let k = 0; k < maxIter; k++) led = map.step(led);
    for (const from of [start, led]) take(slowest(map, from, { maxIter, tolerance }));
  }
  const points = found
    .map(({ state, speed, count }): FixedPoint => {
      const values = eigenvalues(map.jacobian(state), map.size);
      return {
        kind: speed <= tolerance ? 'fixed' : 'slow',
        state: map.named(state),
        speed,
        eigenvalues: values,
        isStable: values.every(({ re, im }) => Math.hypot(re, im) < 1),
        found: count,
      };
    })
    .sort((a, b) => a.speed - b.speed);
  return answer('fixedPoints', points);
}

/** @throws ArgumentError for a number below 0, or none. */
function requirePositive(numbers: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (!(value >= 0)) throw new ArgumentError(`${name} is a number from 0 on, not ${value}`);
  }
}

function specOf(layer: Layer, { direction: named }: FixedPointOptions): CellSpec {
  if (!(layer instanceof Layer)) {
    throw new TypeError('Fixed points are those of a layer: give model.layer(name)');
  }
  const { directions } = layer.recurrent().setup();
  if (directions.length > 1 !== (named !== undefined)) {
    throw new ArgumentError(
      directions.length > 1
        ? `Layer "${layer.name}" has two directions: say which, { direction: 'forward' } or { direction: 'backward' }`
        : `Layer "${layer.name}" has one direction only, so { direction } says nothing`,
      { layer: layer.name },
    );
  }
  const [spec, ...more] = directions[named === 'backward' ? 1 : 0]!.specs;
  if (spec && more.length === 0) return spec;
  throw new UnsupportedError(
    `Fixed points are those of layers of one plain cell; layer "${layer.name}" has ${spec ? 'stacked' : 'convolutional'} cells`,
    { layer: layer.name },
  );
}

function inputOf({ inputs }: CellSpec, { input }: FixedPointOptions): Float64Array {
  if (input === undefined) return new Float64Array(inputs);
  const array = asNdArray(input, 'The input');
  if (array.size !== inputs) {
    throw new ArgumentError(
      `The input of one step is ${inputs} numbers, but is ${array.shape.join(' × ')}`,
      { reason: 'shape' },
    );
  }
  const values = Float64Array.from(toStorage(array, 'float64'));
  const odd = values.find((value) => !Number.isFinite(value));
  if (odd === undefined) return values;
  throw new ArgumentError(`The input of one step is finite numbers, but one is ${odd}`);
}

function startsOf({ size, states }: StepMap, { starts }: FixedPointOptions): Float64Array[] {
  const array = asNdArray(starts, 'The starts');
  const values = toStorage(array, 'float64');
  if (array.shape.at(-1) !== size || !values.every(Number.isFinite)) {
    throw new ArgumentError(
      `A start is ${size} finite numbers, ${states.join(' and then ')}, but the starts are ${array.shape.join(' × ')}`,
      { reason: 'shape' },
    );
  }
  return Array.from({ length: values.length / size }, (_, k) =>
    Float64Array.from(values.subarray(k * size, (k + 1) * size)),
  );
}

/** Activations whose values lie within ±1. */
const bounded = ['tanh', 'sigmoid', 'hard_sigmoid', 'softsign'];

/** One step of a cell under a constant input, as a map from all its states, in one vector, to themselves. */
class StepMap {
  readonly states: readonly string[];
  readonly size: number;
  readonly #widths: readonly number[];
  readonly #cell: Cell;
  readonly #back: BackwardCell;
  readonly #isBounded: boolean;

  constructor(
    spec: CellSpec,
    readonly x: Float64Array,
  ) {
    this.#cell = makeCell(spec);
    this.#back = backwardCell(spec);
    this.states = this.#cell.states;
    this.#widths = this.states.map((name) => sizeOf(this.#cell.series[name]!));
    this.size = this.#widths.reduce((sum, width) => sum + width, 0);
    const shown = spec.outputActivation ?? spec.activation;
    this.#isBounded = !spec.weights.projection && bounded.includes(shown.name);
  }

  /** The states after a step. */
  step(state: Float64Array): Float64Array {
    const after = this.#cell.step(this.x, this.#parts(state)) as Vectors64;
    return Float64Array.from(this.states.flatMap((name) => [...after[name]!]));
  }

  /** ∂F/∂s, size × size. */
  jacobian(state: Float64Array): Float64Array {
    const before = this.#parts(state);
    const at = this.#cell.step(this.x, before) as Vectors64;
    const back = this.#back.at({ x: this.x, before, at });
    const rows = new Float64Array(this.size ** 2);
    for (let row = 0; row < this.size; row++) {
      const upstream = Object.fromEntries(
        Object.entries(at).map(([name, value]) => [name, new Float64Array(value.length)]),
      );
      const unit = new Float64Array(this.size);
      unit[row] = 1;
      Object.assign(upstream, this.#parts(unit));
      const gradient = back(upstream).before;
      rows.set(this.states.flatMap((name) => [...gradient[name]!]), row * this.size); // prettier-ignore
    }
    return rows;
  }

  /** Beyond ±1 lies no h that a step could give; gates that are shut to the last digit make states look fixed there. */
  within(state: Float64Array): Float64Array {
    if (!this.#isBounded) return state;
    const bound = this.#widths[this.states.indexOf('h')]!;
    return state.map((value, k) => (k < bound ? Math.max(-1, Math.min(1, value)) : value));
  }

  /** The states by name. */
  named(state: Float64Array): Record<string, NdArray<Float64Array>> {
    return Object.fromEntries(
      Object.entries(this.#parts(state)).map(([name, part]) => [
        name,
        fromStorage(part, [part.length]),
      ]),
    );
  }

  #parts(state: Float64Array): Record<string, Float64Array> {
    let from = 0;
    return Object.fromEntries(
      this.states.map((name, k) => [name, state.slice(from, (from += this.#widths[k]!))]),
    );
  }
}
