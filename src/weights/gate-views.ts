import { NotFoundError } from '../errors.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';

/** Every name a gate has in some cell. `c` is another name for the LSTM's candidate g, `hh` for the GRU's candidate n. */
export type GateName = 'i' | 'f' | 'g' | 'o' | 'z' | 'r' | 'n' | 'h';
const aliases: Readonly<Record<string, GateName>> = { c: 'g', hh: 'n' };

type GateGetters = Readonly<Record<GateName | 'c' | 'hh', NdArray<FloatStorage>>>;

// Keyed by the storage, so that views of views are known too; forgotten together with it.
const storages = new WeakSet<object>();

/** Whether an array, or a view of it, holds weights of a gate. What is no storage at all holds none. */
export const isWeight = (array: { readonly data: unknown }): boolean =>
  storages.has(array.data as object);

/** Gives a class one getter for each gate name, so that `W.f` is typed and a missing gate is an error, not undefined. */
const Getters = function () {} as unknown as new () => GateGetters;
for (const name of ['i', 'f', 'g', 'o', 'z', 'r', 'n', 'h', 'c', 'hh']) {
  Object.defineProperty(Getters.prototype, name, {
    get(this: GateViews) {
      return this.get(name);
    },
  });
}

/**
 * One weight (W, U or b) cut into its gates: `W.i`, `W.f`… are views into the stored tensor, not copies.
 * W's are inputs × units, U's units × units, b's units long; in convolutional cells rows × columns × channels × filters.
 */
export class GateViews extends Getters {
  readonly #views: ReadonlyMap<string, NdArray<FloatStorage>>;

  /** Named views, in the order in which the gates are shown. */
  constructor(views: Iterable<readonly [GateName, NdArray<FloatStorage>]>) {
    super();
    this.#views = new Map(views);
    for (const view of this.#views.values()) storages.add(view.data);
  }

  /** The gates there are. */
  get names(): GateName[] {
    return [...this.#views.keys()] as GateName[];
  }

  /**
   * The view of one gate.
   * @throws NotFoundError for a gate that the cell does not have.
   */
  get(name: string): NdArray<FloatStorage> {
    const view = this.#views.get(aliases[name] ?? name);
    if (view === undefined) {
      throw new NotFoundError(`No gate "${name}" here; there are ${this.names.join(', ')}`, {
        reason: 'no-such-gate',
      });
    }
    return view;
  }

  /** The same gates, each view replaced. */
  map(change: (view: NdArray<FloatStorage>, name: GateName) => NdArray<FloatStorage>): GateViews {
    return new GateViews(this.names.map((name) => [name, change(this.get(name), name)]));
  }

  /** Such as `gates i f g o, each 30 × 30`. */
  override toString(): string {
    const [first] = this.#views.values();
    return `gates ${this.names.join(' ')}, each ${first?.shape.join(' × ') ?? 'empty'}`;
  }

  /** What Node's `inspect`, and so `console.log`, writes. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}
