import type { FlatSimpleRnn } from './flat-cell.js';
import { GateSums } from './gate-sums.js';
import { GateBlock } from './gates.js';
import { rowOperand } from './signs.js';
import type { FirstProduct, MemberErrors, Tangent, TangentSetup } from './tangent.js';
import { spreadThrough } from './tangent.js';

/** One step of a simple recurrent network and its Jacobian: h′ = φ(x·W + b + h·U). */
export class SimpleRnnTangent implements Tangent {
  /** The values of h at this step. */
  readonly values: Readonly<Record<'h', Float64Array>>;
  /** The members' errors in h. */
  readonly errors: Readonly<Record<'h', MemberErrors>>;
  /** What the errors of h are multiplied with before anything else. */
  readonly first: readonly FirstProduct[];
  readonly #setup: TangentSetup<FlatSimpleRnn>;
  readonly #sums: GateSums;
  readonly #block: GateBlock;
  readonly #sumErrors: MemberErrors;

  constructor(setup: TangentSetup<FlatSimpleRnn>) {
    const { cell, roundoff, initialState, members } = setup;
    this.#setup = setup;
    this.#sums = new GateSums({ ...cell, roundoff });
    const inputError = spreadThrough(setup);
    this.#block = new GateBlock({ ...setup, width: cell.units, inputError });
    this.#block.value.set(initialState.h);
    this.values = { h: this.#block.value };
    this.errors = { h: new Float32Array(cell.units * members) };
    this.#sumErrors = new Float32Array(cell.units * members);
    this.first = [{ map: cell.U, rows: this.errors.h, out: this.#sumErrors }];
  }

  advance(x: Float64Array): void {
    const { cell, roundoff } = this.#setup;
    const sums = this.#sums;
    sums.readInput(x);
    sums.addRecurrent(this.values.h);
    const row = roundoff > 0 ? rowOperand(x, roundoff) : 0;
    this.#block.evaluate([0, cell.units], cell.activation, sums, row);
  }

  push(below?: MemberErrors): void {
    const { cell, members } = this.#setup;
    const errors = this.#sumErrors;
    if (below) cell.W.addMembers(below, errors, members);
    this.#block.push([0, cell.units], errors);
    this.errors.h.set(errors);
    errors.fill(0);
  }
}
