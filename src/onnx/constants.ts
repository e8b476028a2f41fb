import { RunBudget } from './run-budget.js';
import type { ConstantScope } from './constant-scope.js';
import { nodesFor, planOf } from './program.js';
import { runGraph } from './run-graph.js';
import type { Value } from './value.js';

/**
 * Works out a constant, in the precision that it is stored in.
 * @throws GatelabError where its nodes cannot be run.
 */
export function constantValue(scope: ConstantScope, name: string): Value {
  const { program, graph, outer } = scope;
  const { makers, needs } = planOf(graph);
  if (!makers.has(name) && !graph.tensors.has(name) && outer) return constantValue(outer, name);
  const taken = nodesFor(graph, [name], new Set()).flatMap((n) => needs[n]!);
  const outside = taken.filter((one) => !makers.has(one) && !graph.tensors.has(one));
  const given = new Map(outer ? outside.map((one) => [one, constantValue(outer, one)]) : []);
  const run = {
    program,
    dtype: 'float32' as const,
    budget: new RunBudget(program.stored),
    recurrent: noRecurrent,
  };
  return runGraph(run, { graph, prefix: '' }, { given, wanted: [name] })[0]!;
}

function noRecurrent(): never {
  throw new RangeError('a weight comes from a recurrent node');
}
