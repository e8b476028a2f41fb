import type { FlatSimpleRnn } from './flat-cell.js';
import { GateSums } from './gate-sums.js';
import { GateBlock } from './gates.js';
import { rowOperand } from './signs.js';
import type { MemberError, Tangent, TangentSetup } from './tangent.js';
import { spreadThrough } from './tangent.js';

/** One step of a simple recurrent network and its Jacobian: h′ = φ(x·W + b + h·U). */
export class SimpleRnnTangent implements Tangent {
  readonly values: Readonly<Record<'h', Float64Array>>;
  readonly errors: Readonly<Record<'h', Float64Array>>;
  readonly #cell: FlatSimpleRnn;
  readonly #roundoff: number;
  readonly #sums: GateSums;
  readonly #block: GateBlock;

  constructor(setup: TangentSetup<FlatSimpleRnn>) {
    const { cell, roundoff, initialState, signs, seed = 0 } = setup;
    this.#cell = cell;
    this.#roundoff = roundoff;
    this.#sums = new GateSums({ ...cell, roundoff });
    const inputError = spreadThrough(setup);
    this.#block = new GateBlock({ width: cell.units, roundoff, seed, inputError, signs });
    this.#block.value.set(initialState.h);
    this.values = { h: this.#block.value };
    this.errors = { h: new Float64Array(cell.units) };
  }

  advance(x: Float64Array): void {
    const [sums, roundoff] = [this.#sums, this.#roundoff];
    sums.readInput(x);
    sums.addRecurrent(this.values.h);
    const row = roundoff > 0 ? rowOperand(x, roundoff) : 0;
    this.#block.evaluate([0, this.#cell.units], this.#cell.activation, sums, row);
  }

  push(error: MemberError, member: number, below?: Float64Array): void {
    const { h } = this.errors;
    h.fill(0);
    this.#cell.U.add(error.h, h);
    if (below) this.#cell.W.add(below, h);
    for (let j = 0; j < h.length; j++) h[j] = this.#block.errorOf(j, h[j]!, member);
    error.h.set(h);
  }

  settle(members: number): void {
    this.#block.settle(members);
  }
}
