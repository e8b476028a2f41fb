import type { CellSpec } from '../cell/cell-spec.js';
import type { NdArray, FloatStorage } from '../ndarray/nd-array.js';
import type { CellWeights } from '../weights/cell-weights.js';
import type { GateName } from '../weights/gate-views.js';
import { GateViews } from '../weights/gate-views.js';
import { addTo } from './step-back.js';
import { WeightVector, WeightMatrix } from './weight-gradients.js';

/** The weights of one gate, and their gradients. */
export class GateBack {
  /** Weighs the input: features × units. */
  readonly W: WeightMatrix;
  /** Weighs the hidden state before: units × units. */
  readonly U: WeightMatrix;
  /** The bias of the sum. */
  readonly b: WeightVector;
  /** The bias of the recurrent product alone, where the cell has one. */
  readonly recurrentBias: WeightVector | undefined;
  /** What the cell state is weighed with, unit by unit, where the cell has peepholes. */
  readonly peephole: WeightVector | undefined;

  /** The gate `name` of a cell. */
  constructor({ W, U, b, recurrentBias, peephole }: CellWeights, name: GateName) {
    this.W = new WeightMatrix(W.get(name));
    this.U = new WeightMatrix(U.get(name));
    this.b = new WeightVector(b.get(name));
    this.recurrentBias = recurrentBias && new WeightVector(recurrentBias.get(name));
    this.peephole = peephole?.names.includes(name)
      ? new WeightVector(peephole.get(name))
      : undefined;
  }

  /** x·W + h·U + b, and what the gate sees of the cell state. */
  sum(x: Float64Array, h: Float64Array, seen?: Float64Array): Float64Array {
    const z = this.W.of(x);
    addTo(z, this.U.of(h));
    addTo(z, this.b.values);
    if (this.recurrentBias) addTo(z, this.recurrentBias.values);
    if (this.peephole && seen) {
      for (let k = 0; k < z.length; k++) z[k]! += seen[k]! * this.peephole.values[k]!;
    }
    return z;
  }

  /** Backwards through `sum`: adds to the gradients of x, h and what was seen, and to those of the weights. */
  back(
    dz: Float64Array,
    values: { readonly x: Float64Array; readonly h: Float64Array; readonly seen?: Float64Array },
    into: { readonly x: Float64Array; readonly h: Float64Array; readonly seen?: Float64Array },
  ): void {
    this.W.back(dz, values.x, into.x);
    this.U.back(dz, values.h, into.h);
    this.b.back(dz);
    this.recurrentBias?.back(dz);
    if (!this.peephole || !values.seen || !into.seen) return;
    this.peephole.back(dz, values.seen);
    for (let k = 0; k < dz.length; k++) into.seen[k]! += dz[k]! * this.peephole.values[k]!;
  }
}

/** The gates of a cell by name, in the order of its weights. */
export function gatesOf({ weights }: CellSpec): ReadonlyMap<string, GateBack> {
  return new Map(weights.W.names.map((name) => [name, new GateBack(weights, name)]));
}

/** The gradients of all gates' weights, in the shape of the weights. */
export function gradientsOf(
  gates: ReadonlyMap<string, GateBack>,
  projection?: WeightMatrix,
): CellWeights {
  const views = (part: (gate: GateBack) => NdArray<FloatStorage> | undefined) =>
    new GateViews(
      [...gates].flatMap(([name, gate]) => {
        const gradient = part(gate);
        return gradient ? [[name as GateName, gradient] as const] : [];
      }),
    );
  const recurrentBias = views((gate) => gate.recurrentBias?.gradient);
  const peephole = views((gate) => gate.peephole?.gradient);
  return {
    W: views((gate) => gate.W.gradient),
    U: views((gate) => gate.U.gradient),
    b: views((gate) => gate.b.gradient),
    ...(recurrentBias.names.length > 0 && { recurrentBias }),
    ...(peephole.names.length > 0 && { peephole }),
    ...(projection && { projection: projection.gradient }),
  };
}
