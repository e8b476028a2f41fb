import type { OnnxGraph } from '../model/onnx/schema.js';
import { constantsOf } from './constant-scope.js';
import { holds } from './left-to-others.js';
import { append } from '../lists/append.js';
import { planOf, type Program } from './program.js';
import { isRecurrentNode } from './recurrent.js';
import type { Value } from './value.js';

/** A graph that is halfway through a run. */
export interface Halfway {
  /** The graph itself. */
  readonly graph: OnnxGraph;
  /** What is known so far, by name. */
  readonly values: ReadonlyMap<string, Value>;
  /** The nodes that have not run, in the graph's order. */
  readonly rest: readonly number[];
  /** Names of the values that are wanted of the run. */
  readonly wanted: readonly string[];
}

/** A part of a graph that somebody else runs at once. */
export interface Segment {
  /** The nodes whose values it gives; constants that they take come with them, and are no news. */
  readonly nodes: readonly number[];
  /** The numbers of nodes that make constants for them. */
  readonly constants: readonly number[];
  /** Names of stored tensors that they take. */
  readonly tensors: readonly string[];
  /** Values that are known, and taken. */
  readonly inputs: readonly string[];
  /** Values that others need: recurrent nodes, and whoever asked for the run. */
  readonly outputs: readonly string[];
}

/** What of the rest of a run does not need a recurrent node that has not run: the graph is cut there. */
export function segmentOf(program: Program, { graph, values, rest, wanted }: Halfway): Segment {
  const { needs } = planOf(graph);
  const behind = new Set<string>();
  const used = new Set(wanted);
  const nodes: number[] = [];
  for (const n of rest) {
    const node = graph.nodes[n]!;
    if (!holds(node, isRecurrentNode) && !needs[n]!.some((name) => behind.has(name))) {
      nodes.push(n);
      continue;
    }
    for (const output of node.outputs) behind.add(output);
    for (const name of needs[n]!) used.add(name);
  }
  const made = new Set(nodes.flatMap((n) => graph.nodes[n]!.outputs));
  const outputs = [...made].filter((name) => name !== '' && used.has(name));
  return { nodes, outputs, ...takenBy(program, { graph, values, nodes, made }) };
}

/**
 * What nodes take from outside: stored tensors, constants with the nodes that make them (some operations want constants, not inputs), and
 * values.
 */
function takenBy(
  program: Program,
  {
    graph,
    values,
    nodes,
    made,
  }: Pick<Halfway, 'graph' | 'values'> & {
    nodes: readonly number[];
    made: ReadonlySet<string>;
  },
) {
  const { needs, makers } = planOf(graph);
  const { names } = constantsOf(program, graph);
  const seen = new Set<string>(made);
  const constants: number[] = [];
  const tensors: string[] = [];
  const inputs: string[] = [];
  const open = nodes.flatMap((n) => needs[n]!);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const maker = makers.get(name);
    const tensor = graph.tensors.get(name);
    if (maker !== undefined && names.has(name)) {
      constants.push(maker);
      for (const output of graph.nodes[maker]!.outputs) seen.add(output);
      append(open, needs[maker]!);
    } else if (maker === undefined && tensor && !tensor.isExternal && !values.has(name)) {
      tensors.push(name);
    } else {
      inputs.push(name);
    }
  }
  return { constants, tensors, inputs };
}
