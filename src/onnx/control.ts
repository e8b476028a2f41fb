import type { OnnxGraph } from '../model/onnx/schema.js';
import { axisOf, inputOf, numberOf, numbersOf, room, type Call } from './call.js';
import { viewed } from './helpers/strided.js';
import { stridesOf, type Value } from './value.js';

/** Runs a body of a node: by the attribute it stands in, with values for its inputs; gives its outputs. */
export type RunBody = (
  graph: OnnxGraph,
  what: { attribute: string; given: ReadonlyMap<string, Value> },
) => Value[];

/** Operations whose attributes hold graphs. */
export const controls: ReadonlyMap<string, (call: Call, body: RunBody) => Value[]> = new Map([
  ['If', choose],
  ['Loop', loop],
  ['Scan', scan],
]);

function bodyOf({ node }: Call, attribute: string): OnnxGraph {
  const body = node.attributes.get(attribute);
  if (typeof body === 'object' && 'nodes' in body) return body;
  throw new RangeError(`its ${attribute} is missing`);
}

function named(graph: OnnxGraph, values: readonly Value[]): Map<string, Value> {
  if (graph.inputs.length !== values.length) {
    throw new RangeError(`its body takes ${graph.inputs.length} values, but gets ${values.length}`);
  }
  return new Map(graph.inputs.map(({ name }, k) => [name, values[k]!]));
}

function choose(call: Call, body: RunBody): Value[] {
  const attribute = inputOf(call, 0).data[0] ? 'then_branch' : 'else_branch';
  return body(bodyOf(call, attribute), { attribute, given: new Map() });
}

/** Carried values come first in the body's inputs and outputs, after the number of the turn and the condition. */
function loop(call: Call, body: RunBody): Value[] {
  const graph = bodyOf(call, 'body');
  const most = call.inputs[0]?.data[0] ?? Infinity;
  let going = call.inputs[1]?.data[0] ?? 1;
  let carried = call.node.inputs.slice(2).map((_, k) => inputOf(call, k + 2));
  const kept: Value[][] = graph.outputs.slice(1 + carried.length).map(() => []);
  for (let turn = 0; turn < most && going; turn++) {
    call.budget.call();
    const number: Value = { type: 'int64', shape: [], data: Float64Array.of(turn) };
    const condition: Value = { type: 'bool', shape: [], data: Float64Array.of(going) };
    const given = named(graph, [number, condition, ...carried]);
    const [goesOn, ...results] = body(graph, { attribute: 'body', given });
    going = goesOn!.data[0]!;
    kept.forEach((list, k) => list.push(results[carried.length + k]!));
    carried = results.slice(0, carried.length);
  }
  return [...carried, ...kept.map((list) => stacked(call, list))];
}

/** Values of one shape as one, with a new axis in front. */
function stacked(call: Call, list: readonly Value[], axis = 0): Value {
  const [first] = list;
  if (!first)
    throw new RangeError('its body was never run, so that the shape of a result is not known');
  if (list.some(({ shape }) => String(shape) !== String(first.shape))) {
    throw new RangeError('its body gives out another shape at every turn');
  }
  const shape = [list.length, ...first.shape];
  const data = room(call, first.type, shape);
  list.forEach((value, k) => data.set(value.data, k * first.data.length));
  const made: Value = { type: first.type, shape, data };
  return axis === 0 ? made : moved(call, made, { from: 0, to: axis });
}

/** The same with one axis at another place. */
function moved(call: Call, value: Value, { from, to }: { from: number; to: number }): Value {
  const order = [...value.shape.keys()].filter((axis) => axis !== from);
  order.splice(to, 0, from);
  const strides = stridesOf(value.shape);
  return viewed(call, value, {
    shape: order.map((axis) => value.shape[axis]!),
    strides: order.map((axis) => strides[axis]!),
    offset: 0,
  });
}

function scan(call: Call, body: RunBody): Value[] {
  if (call.opset < 9) throw new RangeError(`Scan of opset ${call.opset} is not run here`);
  const graph = bodyOf(call, 'body');
  const all = call.node.inputs.map((_, k) => inputOf(call, k));
  const count = numberOf(call, 'num_scan_inputs', 0);
  const states = all.length - count;
  const inAxes = numbersOf(call, 'scan_input_axes') ?? [];
  const inBack = numbersOf(call, 'scan_input_directions') ?? [];
  const scanned = all.slice(states).map((value, k) => {
    return moved(call, value, { from: axisOf(inAxes[k] ?? 0, value.shape.length), to: 0 });
  });
  const turns = scanned[0]?.shape[0] ?? 0;
  if (scanned.some(({ shape }) => shape[0] !== turns))
    throw new RangeError('its sequences differ in length');
  let carried = all.slice(0, states);
  const kept: Value[][] = graph.outputs.slice(states).map(() => []);
  for (let turn = 0; turn < turns; turn++) {
    call.budget.call();
    const steps = scanned.map((value, k) => step(value, inBack[k] ? turns - 1 - turn : turn));
    const results = body(graph, { attribute: 'body', given: named(graph, [...carried, ...steps]) });
    carried = results.slice(0, states);
    kept.forEach((list, k) => list.push(results[states + k]!));
  }
  const outAxes = numbersOf(call, 'scan_output_axes') ?? [];
  const outBack = numbersOf(call, 'scan_output_directions') ?? [];
  return [
    ...carried,
    ...kept.map((list, k) => {
      const rank = (list[0]?.shape.length ?? 0) + 1;
      const order = outBack[k] ? [...list].reverse() : list;
      return stacked(call, order, axisOf(outAxes[k] ?? 0, rank));
    }),
  ];
}

/** One step of a sequence; a view. */
function step({ type, shape, data }: Value, at: number): Value {
  const width = data.length / shape[0]!;
  return { type, shape: shape.slice(1), data: data.subarray(at * width, (at + 1) * width) };
}
