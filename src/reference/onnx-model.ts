import { UnsupportedError } from '../errors.js';
import type { Activation } from '../cell/activation.js';
import type { CellSpec } from '../cell/cell-spec.js';
import type { RecurrentSetup } from '../trace/setup.js';
import { gateBlocks } from './gate-blocks.js';
import { bytes, float, integer, message, text } from '../model/protobuf/write.js';
import type { Fields } from '../model/protobuf/write.js';

const operators = { lstm: 'LSTM', gru: 'GRU', 'simple-rnn': 'RNN' } as const;

interface OnnxActivation {
  readonly name: string;
  readonly alpha: number;
  readonly beta: number;
}

const activations: Readonly<Record<string, OnnxActivation>> = {
  sigmoid: { name: 'Sigmoid', alpha: 0, beta: 0 },
  tanh: { name: 'Tanh', alpha: 0, beta: 0 },
  relu: { name: 'Relu', alpha: 0, beta: 0 },
  hard_sigmoid_keras2: { name: 'HardSigmoid', alpha: 0.2, beta: 0.5 },
  hard_sigmoid_keras3: { name: 'HardSigmoid', alpha: 1 / 6, beta: 0.5 },
  softsign: { name: 'Softsign', alpha: 0, beta: 0 },
};

/**
 * A recurrent layer as an ONNX model of one node: input X (time × samples × features), output Y (time × directions × samples × units).
 * Field numbers are those of onnx.proto (ONNX 1.x); operators are of opset 14, which every onnxruntime since 2021 knows.
 * @throws UnsupportedError for a layer that the operators cannot express.
 */
export function onnxModel({ directions }: RecurrentSetup, name: string): Uint8Array {
  const specs = directions.map(({ specs: [spec, ...more] }) => {
    if (!spec || more.length > 0 || spec.weights.peephole || spec.weights.projection || spec.clip) {
      throw new UnsupportedError(
        `Layer "${name}" is no plain recurrent cell, so it cannot be written as one ONNX node`,
        { layer: name },
      );
    }
    return spec;
  });
  const [first] = specs as [CellSpec];
  const { kind, units, inputs } = first;
  const operator = operators[kind as keyof typeof operators];
  if (!operator)
    throw new UnsupportedError(`Layer "${name}" is of a kind that ONNX has no operator for`, {
      layer: name,
    });
  const blocks = specs.map((spec) => gateBlocks(spec, 'onnx'));
  const gates = blocks[0]!.inputBias.length;
  const count = directions.length;
  const joined = (parts: readonly Float32Array[]) =>
    Float32Array.from(parts.flatMap((p) => [...p]));
  const node = message([
    ...['X', 'W', 'R', 'B'].map((input) => text(1, input)),
    text(2, 'Y'),
    text(4, operator),
    ...attributesOf(
      specs,
      directions.map(({ backwards }) => backwards),
      name,
    ),
  ]);
  const graph = message([
    bytes(1, node),
    text(2, 'layer'),
    tensor('W', [count, gates, inputs], joined(blocks.map((b) => b.input))),
    tensor('R', [count, gates, units], joined(blocks.map((b) => b.recurrent))),
    tensor('B', [count, 2 * gates], joined(blocks.flatMap((b) => [b.inputBias, b.recurrentBias]))),
    value(11, 'X', ['time', 'samples', inputs]),
    value(12, 'Y', ['time', count, 'samples', units]),
  ]);
  const opset = bytes(8, integer(2, 14));
  return message([integer(1, 7), text(2, 'gatelab'), bytes(7, graph), opset]);
}

/** Attributes of the node: its width, direction, activations, and where a GRU resets. */
function attributesOf(
  specs: readonly CellSpec[],
  backwards: readonly boolean[],
  name: string,
): Fields[] {
  const [{ kind, units, resetAfter }] = specs as [CellSpec];
  const used = specs.flatMap(({ activation, recurrentActivation }) => {
    if (kind === 'simple-rnn') return [activation];
    return kind === 'gru'
      ? [recurrentActivation, activation]
      : [recurrentActivation, activation, activation];
  });
  const named = used.map((activation) => onnxActivation(activation, name));
  // Numbers are consumed by the activations that take some, in their order.
  const numbered = named.filter((a) => a.name === 'HardSigmoid');
  const direction = backwards.length > 1 ? 'bidirectional' : backwards[0] ? 'reverse' : 'forward';
  const attribute = (label: string, type: number, fields: readonly Fields[]) =>
    bytes(5, message([text(1, label), ...fields, integer(20, type)]));
  return [
    attribute('hidden_size', 2, [integer(3, units)]),
    attribute('direction', 3, [text(4, direction)]),
    attribute(
      'activations',
      8,
      named.map((a) => text(9, a.name)),
    ),
    ...(numbered.length > 0
      ? [
          attribute(
            'activation_alpha',
            6,
            numbered.map((a) => float(7, a.alpha)),
          ),
          attribute(
            'activation_beta',
            6,
            numbered.map((a) => float(7, a.beta)),
          ),
        ]
      : []),
    ...(kind === 'gru'
      ? [attribute('linear_before_reset', 2, [integer(3, resetAfter ? 1 : 0)])]
      : []),
  ];
}

function onnxActivation({ id }: Activation, layer: string): OnnxActivation {
  const found = Object.hasOwn(activations, id) ? activations[id] : undefined;
  if (found) return found;
  throw new UnsupportedError(
    `Layer "${layer}" uses ${id}, which ONNX's recurrent operators do not have`,
    { layer },
  );
}

function tensor(name: string, shape: readonly number[], data: Float32Array): Fields {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return bytes(
    5,
    message([...shape.map((n) => integer(1, n)), integer(2, 1), text(8, name), bytes(9, raw)]),
  );
}

function value(field: number, name: string, shape: readonly (string | number)[]): Fields {
  const dimension = (n: string | number) =>
    bytes(1, typeof n === 'number' ? integer(1, n) : text(2, n));
  const type = message([integer(1, 1), bytes(2, message(shape.map(dimension)))]);
  return bytes(field, message([text(1, name), bytes(2, bytes(1, type))]));
}
