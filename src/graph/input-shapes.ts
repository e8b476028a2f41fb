import type { Shape } from '../trace/batch.js';
import { configIn, isRecord, valueIn } from '../layers/config.js';
import type { Graph, GraphNode } from './graph.js';

/** The shapes of a graph's inputs, as its input layers or first layers give them. */
export function inputShapesOf(graph: Graph): (Shape | undefined)[] {
  return graph.inputs.map((name) => inputShapeOf(graph.nodes.get(name)!));
}

/** The input shape a layer states: Keras 2 `batch_input_shape`, Keras 3 `batch_shape`, or its stored build shape. */
function inputShapeOf({ spec, inner }: GraphNode): Shape | undefined {
  const { config } = spec;
  const stated = valueIn(config, 'batch_input_shape', 'batch_shape') ?? wrapped(config);
  if (isShape(stated)) return stated;
  if (inner) return inputShapesOf(inner)[0];
  const built = valueIn(configIn(config, 'build_config') ?? {}, 'input_shape');
  if (isShape(built)) return built;
  const length = valueIn(config, 'input_length');
  const features = valueIn(config, 'input_dim');
  if (spec.className === 'Embedding') return [null, typeof length === 'number' ? length : null];
  if (typeof features !== 'number') return undefined;
  return spec.className === 'Dense'
    ? [null, features]
    : [null, Number(length ?? NaN) || null, features];
}

/** A wrapper (Bidirectional, TimeDistributed) may leave the shape to the layer inside. */
function wrapped(config: Readonly<Record<string, unknown>>): unknown {
  const layer = valueIn(config, 'layer');
  const inside = isRecord(layer) ? configIn(layer, 'config') : undefined;
  return inside && valueIn(inside, 'batch_input_shape', 'batch_shape');
}

function isShape(value: unknown): value is Shape {
  return Array.isArray(value) && value.every((n) => n === null || Number.isInteger(n));
}
