import type { ByteSource } from '../files/byte-source.js';
import type { FloatType } from '../ndarray/make.js';
import { sizeOf } from '../ndarray/make.js';
import type { GraphProgram } from '../model/model-file.js';
import { bodiesOf, nodeNames } from '../model/onnx/node-names.js';
import type { OnnxGraph, OnnxNode } from '../model/onnx/schema.js';
import type { OnnxTensor } from '../model/onnx/tensor-proto.js';
import { toValue, type Value } from './value.js';
import { append } from '../lists/append.js';

/** An ONNX graph with what is needed to run it. */
export interface Program {
  /** What error messages call the file. */
  readonly file: string;
  /** The outermost graph. */
  readonly graph: OnnxGraph;
  /** Versions of operator sets by domain. */
  readonly opsets: ReadonlyMap<string, number>;
  /** How many numbers the file stores, over all graphs. */
  readonly stored: number;
  /** The bytes of the model. */
  readonly source: ByteSource;
  /** A stored tensor; read once for each precision. */
  read(tensor: OnnxTensor, dtype: FloatType): Value;
}

/** Makes a graph ready to run. Reads no weight. */
export function makeProgram({ beside, ...parts }: GraphProgram): Program {
  const known = new Map<OnnxTensor, Map<FloatType, Value>>();
  return {
    ...parts,
    stored: storedIn(parts.graph),
    read(tensor, dtype) {
      const values = known.get(tensor) ?? new Map<FloatType, Value>();
      known.set(tensor, values);
      const found = values.get(dtype);
      if (found) return found;
      if (!tensor.type)
        throw new RangeError(`"${tensor.name}" holds a type that gatelab does not run`);
      const value = toValue(tensor.read(beside), tensor.type, dtype);
      values.set(dtype, value);
      return value;
    },
  };
}

function storedIn(graph: OnnxGraph): number {
  const own = [...graph.tensors.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const inside = graph.nodes.flatMap((node) => bodiesOf(node).map(([, body]) => storedIn(body)));
  return inside.reduce((sum, n) => sum + n, own);
}

/** What is worked out of a graph once, however often it runs. */
export interface Plan {
  /** The nodes' names as layers. */
  readonly names: readonly string[];
  /** Which node makes a value. */
  readonly makers: ReadonlyMap<string, number>;
  /** What each node needs: its inputs, and what its bodies take from outside. */
  readonly needs: readonly (readonly string[])[];
}

const plans = new WeakMap<OnnxGraph, Plan>();

/** The plan of a graph. */
export function planOf(graph: OnnxGraph): Plan {
  const known = plans.get(graph);
  if (known) return known;
  const makers = new Map<string, number>();
  graph.nodes.forEach(({ outputs }, n) => outputs.forEach((output) => makers.set(output, n)));
  makers.delete('');
  const plan = { names: nodeNames(graph.nodes), makers, needs: graph.nodes.map(needsOf) };
  plans.set(graph, plan);
  return plan;
}

function needsOf(node: OnnxNode): string[] {
  const taken = bodiesOf(node).flatMap(([, body]) => [...takenFromOutside(body)]);
  return [...new Set([...node.inputs, ...taken])].filter((name) => name !== '');
}

/** The values that a body takes from the graphs around it. */
function takenFromOutside(body: OnnxGraph): Set<string> {
  const { makers, needs } = planOf(body);
  const inputs = new Set(body.inputs.map(({ name }) => name));
  const wanted = [...needs.flat(), ...body.outputs.map(({ name }) => name)];
  return new Set(
    wanted.filter((name) => !makers.has(name) && !inputs.has(name) && !body.tensors.has(name)),
  );
}

/** The nodes that values depend on, in the order of the graph. */
export function nodesFor(
  graph: OnnxGraph,
  wanted: readonly string[],
  given: ReadonlySet<string>,
): number[] {
  const { makers, needs } = planOf(graph);
  const found = new Set<number>();
  const open = [...wanted];
  while (open.length > 0) {
    const name = open.pop()!;
    const at = given.has(name) ? undefined : makers.get(name);
    if (at === undefined || found.has(at)) continue;
    found.add(at);
    append(open, needs[at]!);
  }
  return [...found].sort((a, b) => a - b);
}
