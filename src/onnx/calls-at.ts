import { ArgumentError, GatelabError } from '../errors.js';
import type { FloatType } from '../ndarray/make.js';
import { weightInputs } from '../model/onnx/node-config.js';
import { RunBudget } from './run-budget.js';
import type { Call } from './call.js';
import { inputsBehind } from './dependencies.js';
import { planOf, type Program } from './program.js';
import { places } from './recurrent.js';
import { runGraph, type Run } from './run-graph.js';
import type { Value } from './value.js';

/** A recurrent node of a program, by its path as a layer. */
export interface Target {
  /** The graph that the node is in. */
  readonly program: Program;
  /** The node's name, in bodies with the names of the nodes around it. */
  readonly path: string;
  /** Whether its weights are known without running anything, so that they need not be given. */
  readonly hasWeights: boolean;
  /** Inputs of the node that are given otherwise, and are not worked out: `initial_h` and the like. */
  readonly without?: readonly (keyof typeof places)[];
}

/** The outermost node on the way to a target, and the values of the graph that its call needs. */
function wayTo({ program, path, hasWeights, without = [] }: Target): {
  wanted: string[];
  own: boolean;
} {
  const { graph } = program;
  const { names, needs } = planOf(graph);
  const direct = names.indexOf(path);
  if (direct < 0) {
    const outer = names.findIndex((name) => path.startsWith(`${name}/`));
    if (outer < 0)
      throw new ArgumentError(`${program.file} has no node "${path}"`, { file: program.file });
    return { wanted: [...needs[outer]!], own: false };
  }
  const left = new Set<number>(without.map((place) => places[place]));
  if (hasWeights) for (const at of weightInputs) left.add(at);
  const { inputs } = graph.nodes[direct]!;
  return { wanted: inputs.filter((name, at) => name !== '' && !left.has(at)), own: true };
}

/** The values of the graph that a target needs. */
export function valuesFor(target: Target): string[] {
  return wayTo(target).wanted;
}

/** The graph's inputs that a target needs. */
export function inputsFor(target: Target): string[] {
  return inputsBehind(target.program.graph, wayTo(target).wanted);
}

/** The graph's inputs that the sequence which arrives at a target depends on. */
export function sequenceInputsFor(target: Target): string[] {
  const { wanted, own } = wayTo(target);
  return inputsBehind(target.program.graph, own ? wanted.slice(0, 1) : wanted);
}

/** How a way is run. */
export interface WayOptions {
  /** The graph's inputs, by name. */
  readonly given: ReadonlyMap<string, Value>;
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** How recurrent nodes are run, and what is handed to another engine. */
  readonly run: Pick<Run, 'recurrent' | 'handOver'>;
  /** Only the sequence is wanted, not states or lengths. */
  readonly sequenceOnly?: boolean;
}

/** Ends a run that has come as far as was asked; of gatelab's own class, so that no node on the way claims it. */
class Reached extends GatelabError {}

/**
 * Runs a program as far as a recurrent node and gives what that is called with, at each of its calls.
 * @throws GatelabError where a node on the way cannot be run.
 */
export function callsAt(target: Target, { given, dtype, run, sequenceOnly }: WayOptions): Call[] {
  const { program, path, hasWeights, without = [] } = target;
  const { graph } = program;
  const numbers = [...given.values()].reduce((sum, { data }) => sum + data.length, 0);
  const budget = new RunBudget(program.stored + numbers);
  const calls: Call[] = [];
  const inner: Run = {
    ...run,
    program,
    dtype,
    budget,
    recurrent(at, call) {
      if (at === path || sequenceOnly) calls.push(call);
      // The first recurrent node on the way tells as well where the samples are, and takes no state of another size.
      if (sequenceOnly) throw new Reached('the node is reached');
      return run.recurrent(at, call);
    },
  };
  const { wanted, own } = wayTo(target);
  if (!own) {
    const outer = planOf(graph).names.findIndex((name) => path.startsWith(`${name}/`));
    try {
      runGraph(
        inner,
        { graph, prefix: '' },
        { given, wanted: graph.nodes[outer]!.outputs.filter(Boolean) },
      );
    } catch (error) {
      if (!(error instanceof Reached)) throw error;
    }
    return calls;
  }
  const names = sequenceOnly ? wanted.slice(0, 1) : wanted;
  let values: Value[];
  try {
    values = runGraph(inner, { graph, prefix: '' }, { given, wanted: names });
  } catch (error) {
    if (error instanceof Reached) return calls;
    throw error;
  }
  const byName = new Map(names.map((name, k) => [name, values[k]!]));
  const node = graph.nodes[planOf(graph).names.indexOf(path)]!;
  const left = new Set<number>(without.map((place) => places[place]));
  if (hasWeights) for (const at of weightInputs) left.add(at);
  const inputs = node.inputs.map((name, at) => (left.has(at) ? undefined : byName.get(name)));
  const opset = program.opsets.get(node.domain) ?? 1;
  return [{ node, opset, dtype, inputs, budget, read: (tensor) => program.read(tensor, dtype) }];
}
