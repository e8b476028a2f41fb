import { BadFileError } from '../errors.js';
import type { Inbound } from './inbound.js';

/** What flows through a graph for given inputs, worked out when asked for and then remembered. */
export interface Flow<T> {
  /** What a layer gives out. */
  outputsOf(name: string): T[];
  /** One of its outputs. */
  output(which: Inbound): T;
  /** What a layer is called with. */
  argumentsOf(name: string): T[];
  /** What went wrong in the layer itself, where it was asked for and not what stands in front of it. */
  failureOf(name: string): unknown;
}

/** Layers by name, with what they take, and which of them take the graph's inputs. */
interface Arrows {
  readonly nodes: ReadonlyMap<string, { readonly inbound: readonly Inbound[] }>;
  readonly inputs: readonly string[];
}

/** Which of the given inputs goes into each layer that takes one. A model given one input for all has it everywhere. */
export function inputPlaces(names: readonly string[], given: number): (name: string) => number {
  const places = new Map(names.map((name, place) => [name, place]));
  return (name) => {
    const place = places.get(name) ?? 0;
    return place < given ? place : 0;
  };
}

/**
 * Lets something flow: `call` says what a layer gives out for what it takes.
 * @throws BadFileError where a layer takes its own output, or an output is asked for that a layer does not have.
 */
export function flow<T>(
  arrows: Arrows,
  inputs: readonly T[],
  call: (name: string, given: T[]) => T[],
): Flow<T> {
  return new RememberedFlow(arrows, inputs, call);
}

/**
 * Layers are visited by a list of our own, since models are deeper than the stack of calls; those behind one that fails fail with
 * its error, at once.
 */
class RememberedFlow<T> implements Flow<T> {
  readonly #known = new Map<string, T[]>();
  readonly #failed = new Map<string, { readonly error: unknown; readonly own: boolean }>();
  readonly #placeOf: (name: string) => number;

  constructor(
    readonly arrows: Arrows,
    readonly inputs: readonly T[],
    readonly call: (name: string, given: T[]) => T[],
  ) {
    this.#placeOf = inputPlaces(arrows.inputs, inputs.length);
  }

  readonly output = ({ layer, output: which }: Inbound): T => {
    const all = this.outputsOf(layer);
    if (which < all.length) return all[which]!;
    throw new BadFileError(
      `Output ${which} of layer "${layer}" is asked for, which gives ${all.length}`,
    );
  };

  readonly argumentsOf = (name: string): T[] => {
    const { inbound } = this.arrows.nodes.get(name)!;
    if (inbound.length === 0) return [this.inputs[this.#placeOf(name)]!];
    return inbound.map(this.output);
  };

  readonly outputsOf = (name: string): T[] => {
    if (this.#failed.has(name)) throw this.#failed.get(name)!.error;
    const waiting = [name];
    const begun = new Set<string>();
    try {
      for (let at = waiting.at(-1); at !== undefined; at = waiting.at(-1)) {
        begun.add(at);
        const first = this.#known.has(at) ? [] : this.#visit(at, begun);
        if (first.length === 0) begun.delete(waiting.pop()!);
        for (const layer of first) waiting.push(layer);
      }
    } catch (error) {
      for (const behind of begun) {
        if (!this.#failed.has(behind)) this.#failed.set(behind, { error, own: false });
      }
      throw error;
    }
    return this.#known.get(name)!;
  };

  readonly failureOf = (name: string): unknown => {
    const failure = this.#failed.get(name);
    return failure?.own ? failure.error : undefined;
  };

  /** What has to be known first; nothing where the layer itself was worked out now. */
  #visit(name: string, begun: ReadonlySet<string>): string[] {
    const wanted = this.arrows.nodes.get(name)!.inbound.map(({ layer }) => layer);
    const unknown = wanted.filter((layer) => !this.#known.has(layer));
    const broken = unknown.find((layer) => this.#failed.has(layer));
    if (broken !== undefined) throw this.#failed.get(broken)!.error;
    const circle = unknown.find((layer) => begun.has(layer));
    if (circle !== undefined) {
      throw new BadFileError(`Layer "${circle}" takes its own output as input`);
    }
    if (unknown.length > 0) return unknown;
    try {
      this.#known.set(name, this.call(name, this.argumentsOf(name)));
    } catch (error) {
      this.#failed.set(name, { error, own: true });
      throw error;
    }
    return [];
  }
}
