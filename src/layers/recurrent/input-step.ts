import type { LayerSpec } from '../../model/model-file.js';
import { blockOrders } from '../../weights/orders.js';
import type { Shape } from '../../trace/batch.js';
import { valueIn } from '../config.js';
import { tensorflow1Kinds } from './tensorflow1-recurrent.js';
import { torchKinds } from './torch-recurrent.js';

/**
 * The shape of one step that a recurrent layer reads, as the shapes of its weights tell it: its features, or an image of some size with
 * its channels. Undefined where the weights are not there. Reads no weight.
 */
export function inputStepOf(spec: LayerSpec): Shape | undefined {
  const { className, weights, children } = spec;
  const [first] = weights.length > 0 ? weights : children.flatMap((child) => child.weights);
  if (!first) return undefined;
  const { shape } = first;
  if (Object.hasOwn(torchKinds, className)) return [shape[1]!];
  if (className.startsWith('onnx.')) return [shape[2]!];
  if (Object.hasOwn(tensorflow1Kinds, className)) return tensorflow1Step(spec);
  // Keras's kernels are inputs × gates, with the axes of an image in front.
  return shape.length < 2 ? undefined : [...shape.slice(0, -2).map(() => null), shape.at(-2)!];
}

/** The cells of TensorFlow 1 keep both kernels in one: (features + state) × gates. */
function tensorflow1Step({ className, config, weights }: LayerSpec): Shape | undefined {
  const roles = valueIn(config, 'roles');
  const names: unknown[] = Array.isArray(roles) ? roles : [];
  const shapeOf = (role: string) => weights[names.indexOf(role)]?.shape;
  const kernel = shapeOf('kernel') ?? shapeOf('gates/kernel');
  if (!kernel) return undefined;
  const kind = tensorflow1Kinds[className]!;
  const gates = kind === 'gru' ? 2 : blockOrders.keras[kind].length;
  const state = shapeOf('projection/kernel')?.[1] ?? kernel[1]! / gates;
  return [kernel[0]! - state];
}
