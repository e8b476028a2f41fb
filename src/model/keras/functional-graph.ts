import type { ModelEnds } from '../model-file.js';
import type { Json } from '../parse-json.js';
import { callsOf, outputsIn, type NodeOutput } from './inbound-nodes.js';

/** A layer's entry in the config of a functional model. */
export interface GraphEntry {
  /** The layer's name. */
  readonly name: string;
  /** `inbound_nodes`, as stored. */
  readonly nodes: unknown;
}

/** The arrows of a functional model, in the words of `LayerSpec`. */
export interface FunctionalGraph {
  /** What a layer takes at each of its calls. */
  callsOf(name: string): string[][];
  /** The model's inputs and outputs. */
  readonly ends: ModelEnds;
}

/** Reads the arrows of a functional model, and which layers its inputs and outputs are. */
export function functionalGraph(entries: readonly GraphEntry[], body: Json): FunctionalGraph {
  const calls = new Map(entries.map(({ name, nodes }) => [name, callsOf(nodes)]));
  const ends = {
    inputs: outputsIn(body['input_layers']),
    outputs: outputsIn(body['output_layers']),
  };
  const everything = [...entries.flatMap(({ nodes }) => outputsIn(nodes)), ...ends.outputs];
  const numbers = nodeNumbers(everything);
  const nameOf = ({ layer, node, tensor }: NodeOutput) => {
    const several = (calls.get(layer)?.length ?? 0) > 1;
    const call = several ? `${layer}#${numbers.get(layer)!.indexOf(node) + 1}` : layer;
    return tensor ? `${call}:${tensor}` : call;
  };
  return {
    callsOf: (name) => (calls.get(name) ?? []).map((call) => call.map(nameOf)),
    ends: { inputs: ends.inputs.map(({ layer }) => layer), outputs: ends.outputs.map(nameOf) },
  };
}

/**
 * The numbers by which a layer's calls are known, in order. Keras 2 counts from 1 where a nested model was called before,
 * when it was made; every call of a model is used, or it would not be in the model.
 */
function nodeNumbers(mentioned: readonly NodeOutput[]): ReadonlyMap<string, readonly number[]> {
  const numbers = new Map<string, Set<number>>();
  for (const { layer, node } of mentioned) {
    numbers.set(layer, (numbers.get(layer) ?? new Set()).add(node));
  }
  return new Map([...numbers].map(([layer, set]) => [layer, [...set].sort((a, b) => a - b)]));
}
