import type { Batch } from '../trace/batch.js';

/** Bytes of outputs that are kept at most: a data set may be of any size. */
const mostBytes = 256 * 2 ** 20;

interface Called {
  readonly inputs: readonly Batch[];
  readonly outputs: Batch[];
}

/**
 * What the calls of a graph gave out, for runs over the same data of which only some layers are changed: what gets the very same batches gives the very
 * same out. What a run adds is known from its end on: until then it may be made again from its beginning, and has to go the same way each time.
 */
export class CallMemo {
  readonly #inputs = new Map<number, unknown>();
  readonly #calls = new Map<string, Called>();
  /** Calls behind what is changed, which get others each time. */
  readonly #changed = new Set<string>();
  readonly #newInputs = new Map<number, unknown>();
  readonly #newCalls = new Map<string, Called>();
  #newBytes = 0;

  /** The inputs of the part of the data that begins with this sample: the same in every run. */
  inputsFrom<T>(sample: number, make: () => T): T {
    if (this.#inputs.has(sample)) return this.#inputs.get(sample) as T;
    const made = make();
    this.#newInputs.set(sample, made);
    return made;
  }

  /**
   * What a call gives out.
   * @param key the path of the call, and the part of the data.
   * @param call runs it.
   */
  outputsOf(key: string, inputs: readonly Batch[], call: () => Batch[]): Batch[] {
    const known = this.#calls.get(key);
    if (known?.inputs.every((batch, k) => batch === inputs[k])) return known.outputs;
    const outputs = call();
    if (known) this.#changed.add(key);
    if (!this.#changed.has(key)) this.#add(key, { inputs, outputs });
    return outputs;
  }

  /** A run is over: what it has added is known to the next, as far as there is room. */
  keep(): void {
    for (const [sample, inputs] of this.#newInputs) this.#inputs.set(sample, inputs);
    for (const [key, called] of this.#newCalls) this.#calls.set(key, called);
    for (const key of this.#changed) this.#calls.delete(key);
    this.#newInputs.clear();
    this.#newCalls.clear();
    this.#newBytes = 0;
    let bytes = 0;
    for (const [key, called] of this.#calls) {
      bytes += bytesOf(called);
      if (bytes > mostBytes) this.#calls.delete(key);
    }
  }

  #add(key: string, called: Called): void {
    const before = this.#newCalls.get(key);
    const bytes = this.#newBytes + bytesOf(called) - (before ? bytesOf(before) : 0);
    if (bytes > mostBytes) return;
    this.#newBytes = bytes;
    this.#newCalls.set(key, called);
  }
}

const bytesOf = ({ outputs }: Called) =>
  outputs.reduce((sum, { data }) => sum + data.byteLength, 0);
