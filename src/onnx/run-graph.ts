import { ArgumentError, GatelabError } from '../errors.js';
import type { FloatType } from '../ndarray/make.js';
import type { OnnxGraph } from '../model/onnx/schema.js';
import type { RunBudget } from './run-budget.js';
import type { Call } from './call.js';
import { controls } from './control.js';
import { operators } from './operators/index.js';
import type { HandedOver, HandOverOptions } from './hand-over.js';
import { holds, NotRunHere, type NodeAt } from './left-to-others.js';
import { nodesFor, planOf, type Program } from './program.js';
import { isRecurrentNode } from './recurrent.js';
import { settled } from './settle.js';
import type { Value } from './value.js';

/** How a graph is run. */
export interface Run {
  /** The program that is run. */
  readonly program: Program;
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** What the run may still take. */
  readonly budget: RunBudget;
  /** Runs a recurrent node. `path` is its name as a layer, in bodies with the names of the nodes around it. */
  readonly recurrent: (path: string, call: Call) => Value[];
  /** Has somebody else run the rest of the outermost graph, from a node on that gatelab does not run; nobody does where it is absent. */
  readonly handOver?: (first: NodeAt, rest: HandOverOptions) => HandedOver;
}

/** A graph that is running, and the one around it. */
export interface Scope {
  /** The graph itself. */
  readonly graph: OnnxGraph;
  /** What stands in front of its nodes' names, such as `choice/then_branch/`. */
  readonly prefix: string;
  /** What is known so far, by name. */
  readonly values: Map<string, Value>;
  /** The graph around it; absent for the outermost. */
  readonly outer?: Scope;
}

/**
 * Works out values of a graph, and no more than they need.
 * @param given values that are known: the graph's inputs.
 * @throws GatelabError that names the node and the file, when a node cannot be run.
 */
export function runGraph(
  run: Run,
  scope: Omit<Scope, 'values'>,
  { given, wanted }: { given: ReadonlyMap<string, Value>; wanted: readonly string[] },
): Value[] {
  const { graph } = scope;
  const { needs } = planOf(graph);
  const inside: Scope = { ...scope, values: new Map(given) };
  const order = nodesFor(graph, wanted, new Set(given.keys()));
  const left = new Map<string, number>();
  for (const name of [...wanted, ...order.flatMap((n) => needs[n]!)]) {
    left.set(name, (left.get(name) ?? 0) + 1);
  }
  const done = new Set<number>();
  for (const [place, n] of order.entries()) {
    if (!done.has(n)) {
      const rest = () => order.slice(place).filter((one) => !done.has(one));
      for (const one of runNext(run, inside, { n, rest, wanted })) done.add(one);
    }
    // What nobody needs any more is let go.
    for (const name of needs[n]!) {
      const count = left.get(name)! - 1;
      left.set(name, count);
      if (count === 0) inside.values.delete(name);
    }
  }
  return wanted.map((name) => valueOf(run, inside, name));
}

/** Runs the next node, or has somebody else run what can be run of the rest. @returns the nodes that are done. */
function runNext(
  run: Run,
  scope: Scope,
  { n, rest, wanted }: { n: number; rest: () => readonly number[]; wanted: readonly string[] },
): readonly number[] {
  const { graph, values } = scope;
  const node = graph.nodes[n]!;
  try {
    runNode(run, scope, n);
    return [n];
  } catch (error) {
    const canBeCut = !scope.outer && !holds(node, isRecurrentNode);
    if (!(error instanceof NotRunHere) || !canBeCut || !run.handOver) throw error;
    const first = { file: run.program.file, node, path: planOf(graph).names[n]! };
    const { nodes, values: made } = run.handOver(first, {
      ...{ graph, values, rest: rest(), wanted },
      dtype: run.dtype,
      valueOf: (name) => valueOf(run, scope, name),
    });
    for (const [name, value] of made) values.set(name, settled(value, run.dtype));
    return nodes;
  }
}

/** A value that is known in a scope or the ones around it. */
function valueOf(run: Run, scope: Scope, name: string): Value {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const known = at.values.get(name);
    if (known) return known;
    const stored = at.graph.tensors.get(name);
    if (stored) return run.program.read(stored, run.dtype);
  }
  throw new ArgumentError(`${run.program.file} needs "${name}", which was not given`, {
    file: run.program.file,
    reason: 'missing-input',
  });
}

function runNode(run: Run, scope: Scope, n: number): void {
  const node = scope.graph.nodes[n]!;
  const path = scope.prefix + planOf(scope.graph).names[n]!;
  const inputs = node.inputs.map((name) => (name === '' ? undefined : valueOf(run, scope, name)));
  const call: Call = {
    node,
    opset: run.program.opsets.get(node.domain) ?? run.program.opsets.get('ai.onnx') ?? 1,
    dtype: run.dtype,
    inputs,
    budget: run.budget,
    read: (tensor) => run.program.read(tensor, run.dtype),
  };
  const results = attempt(run, { node, path }, () => resultsOf(run, { call, path, scope }));
  node.outputs.forEach((output, k) => {
    const value = results[k];
    if (output !== '' && value) scope.values.set(output, settled(value, run.dtype));
  });
}

function resultsOf(
  run: Run,
  { call, path, scope }: { call: Call; path: string; scope: Scope },
): Value[] {
  const { node } = call;
  run.budget.call();
  if (isRecurrentNode(node)) return run.recurrent(path, call);
  const control = node.domain === '' ? controls.get(node.type) : undefined;
  if (control) {
    return control(call, (graph, { attribute, given }) =>
      runGraph(
        run,
        { graph, prefix: `${path}/${attribute}/`, outer: scope },
        { given, wanted: graph.outputs.map(({ name }) => name) },
      ),
    );
  }
  const operator = node.domain === '' ? operators.get(node.type) : undefined;
  if (operator) return operator(call);
  throw new NotRunHere({ file: run.program.file, node, path }, 'never');
}

/** Names the node in what is thrown while it runs. */
function attempt<T>(run: Run, { node, path }: Pick<NodeAt, 'node' | 'path'>, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof GatelabError) throw error;
    const { file } = run.program;
    const why = error instanceof Error ? error.message : String(error);
    throw new ArgumentError(
      `Layer "${path}" of ${file}, an onnx.${node.type}, cannot be run: ${why}`,
      {
        file,
        layer: path,
        reason: 'shape',
        cause: error,
      },
    );
  }
}
