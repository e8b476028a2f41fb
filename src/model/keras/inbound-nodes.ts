import { isJson } from '../parse-json.js';

/** Which output of which call of which layer; calls are counted as Keras counts its nodes. */
export interface NodeOutput {
  /** The name of the layer. */
  readonly layer: string;
  /** The number of the call. */
  readonly node: number;
  /** The number of the output. */
  readonly tensor: number;
}

/** Deeper nesting than this is no graph but an attack on the stack. */
const greatestDepth = 16;

/**
 * What a layer computes with at each of its calls, in order. Keras 2 writes `[name, node, tensor, kwargs]`, Keras 3
 * `{ config: { keras_history: [name, node, tensor] } }`. Of the named arguments only the initial state is data; masks are
 * worked out anew.
 */
export function callsOf(nodes: unknown): NodeOutput[][] {
  if (!Array.isArray(nodes)) return [];
  return nodes.map((node: unknown) => {
    const found: NodeOutput[] = [];
    collect(node, found, { depth: 0, everything: false });
    return found;
  });
}

/** Every output that is mentioned anywhere in a value, whatever for. */
export function outputsIn(value: unknown): NodeOutput[] {
  const found: NodeOutput[] = [];
  collect(value, found, { depth: 0, everything: true });
  return found;
}

interface Search {
  readonly depth: number;
  readonly everything: boolean;
}

function collect(value: unknown, found: NodeOutput[], search: Search): void {
  if (search.depth > greatestDepth) return;
  const deeper = { ...search, depth: search.depth + 1 };
  if (isReference(value)) {
    const [layer, node, tensor, named] = value;
    found.push({ layer, node, tensor });
    if (isJson(named)) collect(search.everything ? named : named['initial_state'], found, deeper);
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found, deeper);
    return;
  }
  if (!isJson(value)) return;
  if (search.everything) {
    for (const item of Object.values(value)) collect(item, found, deeper);
    return;
  }
  if (isJson(value['config'])) collect(value['config']['keras_history'], found, deeper);
  collect(value['args'], found, deeper);
  if (isJson(value['kwargs'])) collect(value['kwargs']['initial_state'], found, deeper);
}

function isReference(value: unknown): value is [string, number, number, unknown?] {
  return (
    Array.isArray(value) &&
    typeof value[0] === 'string' &&
    typeof value[1] === 'number' &&
    typeof value[2] === 'number'
  );
}
