import type { FloatType } from '../ndarray/make.js';
import type { Batch } from '../trace/batch.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { RecurrentRun, StatesByName } from '../trace/run-recurrent.js';
import type { Runner } from '../layers/runner.js';
import type { CallMemo } from './call-memo.js';
import type { GivenStates } from './start-states.js';
import { startStates } from './start-states.js';
import type { Intervention } from '../trace/interventions/intervention.js';
import type { BatchPart } from '../trace/run-options.js';

/** What a graph is run with besides its inputs, by the paths of layers, or of single calls (`name#2`). */
export interface GraphRunParts {
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** Runners to use instead of layers' own. */
  readonly replaced?: ReadonlyMap<string, Runner>;
  /** First states that a user gave. */
  readonly states?: ReadonlyMap<string, GivenStates>;
  /** Which samples of a larger batch are run. */
  readonly part?: BatchPart | undefined;
  /** The masks that a user gave for the inputs: they stand in for those that layers make. */
  readonly masks?: readonly Uint8Array[];
  /** What stateful layers have kept: read at the start of a call, written at its end. */
  readonly kept?: Map<string, StatesByName>;
  /** What calls gave out in earlier runs over the same data. */
  readonly memo?: CallMemo | undefined;
  /** What is changed from within; each names its layer. */
  readonly at?: readonly Intervention[] | undefined;
  /** Told of each recurrent layer that has run, before its states are among those that the run ended with. */
  readonly ran?: ((call: RanCall, run: GraphRun) => void) | undefined;
}

/** One call of a recurrent layer, as it ran. */
export interface RanCall {
  /** The path of the call. */
  readonly name: string;
  /** How it was run. */
  readonly runner: RecurrentRunner;
  /** What arrived, with its mask. */
  readonly arrived: Batch;
  /** What it left behind. */
  readonly run: RecurrentRun;
}

/** A recurrent layer that has run: the states that it ended with, and their shapes. */
export interface EndedCall {
  /** The states after the last step, by name. */
  readonly finalState: StatesByName;
  /** The shape of each state, samples first. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
}

/** A layer's place in its graph: the name of the call, and that of the layer. */
export interface CallNames {
  /** The name of the call: the layer's, or `name#2`. */
  readonly call: string;
  /** The name of the layer. */
  readonly layer: string;
}

/** One run of a graph, seen from the outermost graph or from inside one of its nested models. */
export class GraphRun {
  /** The recurrent layers that have run, by their paths, in their order. */
  readonly ended: Map<string, EndedCall>;
  /** Whether somebody else has run operations of it. */
  handedOver = false;
  readonly #parts: GraphRunParts;
  /** What stands in front of the names here: the path of this very call first, the path of the layer last. */
  readonly #prefixes: readonly string[];

  constructor(
    parts: GraphRunParts,
    prefixes: readonly string[] = [''],
    ended = new Map<string, EndedCall>(),
  ) {
    this.#parts = { kept: new Map(), ...parts };
    this.#prefixes = prefixes;
    this.ended = ended;
  }

  /** The runner that stands in for a layer; undefined for its own. */
  replacement(names: CallNames): Runner | undefined {
    return this.#find(this.#parts.replaced, names);
  }

  /** Whether a mask is one that the user gave. */
  isGiven(mask: Uint8Array | undefined): boolean {
    return mask !== undefined && (this.#parts.masks?.includes(mask) ?? false);
  }

  /**
   * Runs a recurrent layer from the states that the user gave it, or that it kept.
   * @param inputs the sequence, and the states that other layers hand in.
   */
  recurrent(names: CallNames, runner: RecurrentRunner, inputs: readonly Batch[]): RecurrentRun {
    const { stateful } = runner.setup();
    const path = this.#path(names.layer);
    const kept = stateful ? this.#keptFor(path) : undefined;
    const initialState = { ...kept, ...this.firstStates(names, runner, inputs[0]!) };
    const call = this.#prefixes[0]! + names.call;
    const interventions = this.#interventionsIn(names, call);
    const run = runner.trace(inputs, { initialState, interventions });
    this.#parts.ran?.({ name: call, runner, arrived: inputs[0]!, run }, this);
    if (stateful) this.#parts.kept!.set(path, run.finalState);
    const shapes = runner.stateShapes(inputs[0]!.shape.slice(2));
    this.ended.set(call, { finalState: run.finalState, shapes });
    return run;
  }

  /** The states that the user gave a layer, laid out for a batch. */
  firstStates(names: CallNames, runner: RecurrentRunner, { shape }: Batch): StatesByName {
    const given = this.#find(this.#parts.states, names);
    if (!given) return {};
    const { dtype, part } = this.#parts;
    const shapes = runner.stateShapes(shape.slice(2));
    return startStates(given, { layer: names.call, shapes, samples: shape[0] ?? 0, dtype, part });
  }

  /** What a layer gives out that computes from its inputs alone, as often as it gets the same. */
  remembered(names: CallNames, inputs: readonly Batch[], call: () => Batch[]): Batch[] {
    const { memo, part } = this.#parts;
    if (!memo || this.#find(this.#parts.replaced, names)) return call();
    return memo.outputsOf(`${part?.from ?? 0} ${this.#prefixes[0]}${names.call}`, inputs, call);
  }

  /** The same run inside a nested model. */
  inside(names: CallNames): GraphRun {
    const prefixes = this.#paths(names).map((path) => `${path}/`);
    return new GraphRun(this.#parts, prefixes, this.ended);
  }

  /** What a stateful layer has kept, in the precision of this run. */
  #keptFor(path: string): StatesByName {
    const of = this.#parts.dtype === 'float32' ? Float32Array : Float64Array;
    const kept = Object.entries(this.#parts.kept!.get(path) ?? {});
    return Object.fromEntries(kept.map(([name, values]) => [name, of.from(values)]));
  }

  #interventionsIn(names: CallNames, layer: string) {
    const paths = this.#paths(names);
    const at = (this.#parts.at ?? []).filter((one) => paths.includes(one.layer!));
    return at.length === 0 ? undefined : { layer, at, part: this.#parts.part };
  }

  #find<T>(map: ReadonlyMap<string, T> | undefined, names: CallNames): T | undefined {
    if (!map || map.size === 0) return undefined;
    const path = this.#paths(names).find((one) => map.has(one));
    return path === undefined ? undefined : map.get(path);
  }

  #path(layer: string): string {
    return this.#prefixes.at(-1)! + layer;
  }

  #paths({ call, layer }: CallNames): string[] {
    return [...new Set(this.#prefixes.flatMap((prefix) => [prefix + call, prefix + layer]))];
  }
}
