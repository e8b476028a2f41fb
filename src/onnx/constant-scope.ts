import type { OnnxGraph } from '../model/onnx/schema.js';
import { holds, isRandom } from './left-to-others.js';
import { planOf, type Program } from './program.js';

/** A graph, and those around it from the inside out, as far as constants go. */
export interface ConstantScope {
  /** The program that the graph is of. */
  readonly program: Program;
  /** The graph itself. */
  readonly graph: OnnxGraph;
  /** The graph around it; absent for the outermost. */
  readonly outer?: ConstantScope;
  /** The values that are the same at every run: stored ones, and what is made of them alone. */
  readonly names: ReadonlySet<string>;
}

/** Looks for the constants of a graph; none is worked out yet. */
export function constantsOf(
  program: Program,
  graph: OnnxGraph,
  outer?: ConstantScope,
): ConstantScope {
  const { needs } = planOf(graph);
  const names = new Set([...(outer?.names ?? []), ...graph.tensors.keys()]);
  for (const { name } of graph.inputs) if (!graph.tensors.has(name)) names.delete(name);
  graph.nodes.forEach((node, n) => {
    const { outputs } = node;
    const constant = !holds(node, isRandom) && needs[n]!.every((name) => names.has(name));
    for (const output of outputs) {
      if (output === '') continue;
      if (constant) names.add(output);
      else names.delete(output);
    }
  });
  return { program, graph, names, ...(outer && { outer }) };
}
