import { isJson } from '../parse-json.js';

/**
 * The layers whose outputs a layer was called with, in order. Only its first call counts: gatelab runs a shared layer at
 * the place where it was first used. An output other than the first is written `name:1`.
 */
export function inboundNames(nodes: unknown): string[] {
  if (!Array.isArray(nodes) || nodes.length === 0) return [];
  const names: string[] = [];
  collect(nodes[0], names, 0);
  return names;
}

/** Keras 2 writes `[name, node, tensor, kwargs]`, Keras 3 `{ config: { keras_history: [name, node, tensor] } }`. */
function collect(value: unknown, names: string[], depth: number): void {
  if (depth > 16) return;
  if (isTriple(value)) {
    const [name, , tensor] = value;
    names.push(tensor ? `${name}:${tensor}` : name);
    if (isJson(value[3])) collect(value[3]['initial_state'], names, depth + 1);
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) collect(item, names, depth + 1);
    return;
  }
  if (!isJson(value)) return;
  if (isJson(value['config'])) collect(value['config']['keras_history'], names, depth + 1);
  collect(value['args'], names, depth + 1);
  // Of the named arguments only the initial state is data; masks are worked out anew.
  if (isJson(value['kwargs'])) collect(value['kwargs']['initial_state'], names, depth + 1);
}

function isTriple(value: unknown): value is [string, number, number, unknown?] {
  return (
    Array.isArray(value) &&
    typeof value[0] === 'string' &&
    typeof value[1] === 'number' &&
    typeof value[2] === 'number'
  );
}
