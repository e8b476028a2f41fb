import type { OnnxGraph } from '../model/onnx/schema.js';
import { planOf } from './program.js';
import { append } from '../lists/append.js';

/** The inputs of a graph that have to be given: those that are not stored as well. */
export function freeInputs(graph: OnnxGraph): string[] {
  return graph.inputs.map(({ name }) => name).filter((name) => !graph.tensors.has(name));
}

/** The graph's inputs that values depend on, in the graph's order. */
export function inputsBehind(graph: OnnxGraph, wanted: readonly string[]): string[] {
  const { makers, needs } = planOf(graph);
  const seen = new Set<string>();
  const open = [...wanted];
  while (open.length > 0) {
    const name = open.pop()!;
    if (seen.has(name)) continue;
    seen.add(name);
    const at = makers.get(name);
    if (at !== undefined) append(open, needs[at]!);
  }
  return freeInputs(graph).filter((name) => seen.has(name));
}
