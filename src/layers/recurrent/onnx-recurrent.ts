import { UnsupportedError } from '../../errors.js';
import type { Activation } from '../../cell/activation.js';
import { activationNamed } from '../../cell/find-activation.js';
import type { CellSpec } from '../../cell/cell-spec.js';
import type { LayerSpec, Tensor } from '../../model/model-file.js';
import type { OnnxTensors } from '../../weights/onnx.js';
import { onnxWeights } from '../../weights/onnx.js';
import type { CellKind } from '../../weights/orders.js';
import { blockOrders } from '../../weights/orders.js';
import { flagIn, numberIn, textIn, valueIn } from '../config.js';
import type { LayerContext } from '../runner.js';
import type { RecurrentRunner } from './recurrent-runner.js';
import { makeRecurrentRunner } from './recurrent-runner.js';
import { singleCell, sizesOf } from './single-cell.js';
import type { Direction } from '../../trace/setup.js';

const onnxKinds: Readonly<Record<string, CellKind>> = {
  'onnx.LSTM': 'lstm',
  'onnx.GRU': 'gru',
  'onnx.RNN': 'simple-rnn',
  'onnx.com.microsoft.DynamicQuantizeLSTM': 'lstm',
};

/** The classes of recurrent nodes. */
export const onnxRecurrentClasses: ReadonlySet<string> = new Set(Object.keys(onnxKinds));

/** The activations of a node that names none: gates first, then the candidate, then the output. */
const defaults: Readonly<Record<CellKind, readonly string[]>> = {
  lstm: ['Sigmoid', 'Tanh', 'Tanh'],
  gru: ['Sigmoid', 'Tanh'],
  'simple-rnn': ['Tanh'],
};

/** An ONNX LSTM, GRU or RNN node. Its outputs are in the order of the input in every direction. */
export function onnxRecurrent(spec: LayerSpec, context: LayerContext): RecurrentRunner {
  const kind = onnxKinds[spec.className]!;
  const way = textIn(spec.config, 'direction', 'forward');
  const backwards = way === 'bidirectional' ? [false, true] : [way === 'reverse'];
  const outline = {
    stepShape: () => [numberIn(spec.config, 'hidden_size', spec.weights[1]!.shape[2]!)],
    directions: backwards.length,
    merge: way === 'bidirectional' ? ('concat' as const) : null,
    returnSequences: true,
    returnState: false,
    statesPerDirection: kind === 'lstm' ? 2 : 1,
  };
  return makeRecurrentRunner(outline, () => ({
    ...outline,
    directions: backwards.map((back, k) => onnxDirection(kind, { spec, context, index: k, back })),
    prefixes: way === 'bidirectional' ? ['forward_', 'backward_'] : [''],
    zeroOutputForMask: true,
    stateful: false,
  }));
}

interface Which {
  readonly spec: LayerSpec;
  readonly context: LayerContext;
  readonly index: number;
  readonly back: boolean;
}

function onnxDirection(kind: CellKind, { spec, context, index, back }: Which): Direction {
  const { config } = spec;
  const weights = onnxWeights(kind, tensorsOf(kind, spec.weights), index);
  const written = activationsOf(kind, spec, { context, index });
  const limit = clipOf(spec, context);
  const cell: CellSpec = {
    kind,
    ...sizesOf(weights),
    weights,
    recurrentActivation: written[0]!,
    activation: written[kind === 'simple-rnn' ? 0 : 1]!,
    ...(kind === 'lstm' &&
      !sameFunction(written[2]!, written[1]!) && { outputActivation: written[2]! }),
    resetAfter: numberIn(config, 'linear_before_reset', 0) !== 0,
    ...(limit !== undefined && { clip: limit }),
    ...(spec.className.endsWith('.DynamicQuantizeLSTM') && { quantized: true }),
    ...(flagIn(config, 'input_forget', false) && { coupledForget: true }),
  };
  return singleCell(cell, back);
}

/** W and R come first; B is twice as wide as R's blocks, P is narrower. */
function tensorsOf(kind: CellKind, weights: readonly Tensor[]): OnnxTensors {
  const [W, R, ...rest] = weights;
  const units = R!.shape[2]!;
  const biasLength = 2 * blockOrders.onnx[kind].length * units;
  const find = (length: number) =>
    rest.find(({ shape }) => shape.length === 2 && shape[1] === length)?.read();
  return { W: W!.read(), R: R!.read(), B: find(biasLength), P: find(3 * units) };
}

/** Where arguments of the cell are held; none where the node does not say. A bound of zero or less is refused, as onnxruntime does. */
function clipOf({ name, config }: LayerSpec, { file }: LayerContext): number | undefined {
  const limit = numberIn(config, 'clip', NaN);
  if (limit > 0) return limit;
  if (Number.isNaN(limit)) return undefined;
  throw new UnsupportedError(
    `Layer "${name}" of ${file} has a clip of ${limit}, which cannot be run: it should be above 0, or left out`,
    { file, layer: name },
  );
}

/** Activations of the same name are different functions where their parameters are. */
function sameFunction(one: Activation, other: Activation): boolean {
  const places = [-30, -3, -1, -0.3, 0, 0.3, 0.7, 1, 3, 30];
  return one.id === other.id && places.every((x) => one.of?.(x) === other.of?.(x));
}

/**
 * The activations of one direction.
 * @throws UnsupportedError for fewer of them than the node's directions need.
 */
function activationsOf(
  kind: CellKind,
  { name: layer, config }: LayerSpec,
  { context, index }: { context: LayerContext; index: number },
): Activation[] {
  const count = defaults[kind].length;
  const listed = valueIn(config, 'activations');
  const names: readonly unknown[] =
    Array.isArray(listed) && listed.length > 0 ? listed : [...defaults[kind], ...defaults[kind]];
  if (names.length < (index + 1) * count) {
    throw new UnsupportedError(
      `Layer "${layer}" of ${context.file} lists ${names.length} activations, but needs ${count} for each direction`,
      { file: context.file, layer },
    );
  }
  const alphas = numbersIn(valueIn(config, 'activation_alpha'));
  const betas = numbersIn(valueIn(config, 'activation_beta'));
  // The parameters stand in the order of those activations that take some, over both directions.
  const all = names.map((name) => onnxActivation(String(name), { alphas, betas, context, layer }));
  return all.slice(index * count, (index + 1) * count);
}

function numbersIn(value: unknown): number[] {
  return Array.isArray(value) ? value.filter((n): n is number => typeof n === 'number') : [];
}

/**
 * ONNX's names and default parameters, from its operator documentation. Those that have none there, or others in onnxruntime (zeros),
 * are left out and refused where the node does not give them.
 */
const parametric: Readonly<Record<string, { id: string; alpha?: number; beta?: number }>> = {
  hardsigmoid: { id: 'hard_sigmoid_affine', alpha: 0.2, beta: 0.5 },
  leakyrelu: { id: 'leaky_relu', alpha: 0.01 },
  thresholdedrelu: { id: 'threshold' },
  scaledtanh: { id: 'scaled_tanh', beta: NaN },
  affine: { id: 'affine', beta: NaN },
  elu: { id: 'elu', alpha: 1 },
};

interface Parameters {
  readonly alphas: number[];
  readonly betas: number[];
  readonly context: LayerContext;
  readonly layer: string;
}

/**
 * One activation; takes its parameters off the front of the lists.
 * @throws UnsupportedError where parameters are missing that have no default.
 */
function onnxActivation(name: string, { alphas, betas, context, layer }: Parameters): Activation {
  const row = parametric[name.toLowerCase()];
  if (!row) return activationNamed(name.toLowerCase(), context);
  const alpha = alphas.shift() ?? row.alpha;
  const beta = row.beta === undefined ? undefined : (betas.shift() ?? row.beta);
  if (alpha === undefined || Number.isNaN(beta)) {
    const missing = alpha === undefined ? 'activation_alpha' : 'activation_beta';
    throw new UnsupportedError(
      `Layer "${layer}" of ${context.file} has the activation ${name} without its ${missing}, for which there is no default that ONNX's runtimes agree on`,
      { file: context.file, layer },
    );
  }
  if (row.id === 'hard_sigmoid_affine' && close(alpha, 0.2) && close(beta, 0.5)) {
    return activationNamed('hard_sigmoid_keras2', context);
  }
  if (row.id === 'threshold') return activationNamed(row.id, context, { threshold: alpha });
  return activationNamed(row.id, context, { alpha, beta });
}

/** Attributes are float32: 0.2 comes as 0.20000000298. */
function close(value: number | undefined, wanted: number): boolean {
  return value !== undefined && Math.fround(value) === Math.fround(wanted);
}
