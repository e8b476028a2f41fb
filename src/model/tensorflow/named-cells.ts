import type { LayerSpec, Tensor } from '../model-file.js';

/** What optimizers keep beside the weights; their names end so. */
const slots = /\/(Adam(_1)?|Momentum|RMSProp(_1)?|Adagrad|Adadelta(_1)?|ExponentialMovingAverage)$/;

/** The cells of TensorFlow 1 (tf.nn.rnn_cell), told by the last part of their scope. */
const cells: readonly (readonly [RegExp, string])[] = [
  [/basic_lstm_cell(_\d+)?$/, 'tensorflow.BasicLSTMCell'],
  [/lstm_cell(_\d+)?$/, 'tensorflow.LSTMCell'],
  [/gru_cell(_\d+)?$/, 'tensorflow.GRUCell'],
  [/rnn_cell(_\d+)?$/, 'tensorflow.BasicRNNCell'],
];

/** The weights of each cell in the order in which they are handed on; `config.roles` repeats it. */
const roles = [
  'kernel',
  'bias',
  'gates/kernel',
  'gates/bias',
  'candidate/kernel',
  'candidate/bias',
  'w_i_diag',
  'w_f_diag',
  'w_o_diag',
  'projection/kernel',
];

/** Names that TensorFlow used before 1.2. */
const oldNames = new Map([
  ['weights', 'kernel'],
  ['biases', 'bias'],
]);

/**
 * The layers of a checkpoint whose keys are names of variables: one for each scope. Only TensorFlow's own cells keep names
 * that tell the class; formulas (and `forget_bias`, which is added when the cell runs) are not stored.
 */
export function layersOfNames(variables: ReadonlyMap<string, Tensor>): LayerSpec[] {
  const scopes = new Map<string, Map<string, Tensor>>();
  for (const [key, tensor] of variables) {
    if (slots.test(key) || !key.includes('/')) continue;
    const [scope, role] = splitKey(key);
    scopes.set(scope, (scopes.get(scope) ?? new Map<string, Tensor>()).set(role, tensor));
  }
  return [...scopes].map(([scope, tensors]) => layerOf(scope, tensors));
}

function splitKey(key: string): [scope: string, role: string] {
  const parts = key.split('/');
  const last = parts.pop()!;
  const name = oldNames.get(last) ?? last;
  const inner = ['gates', 'candidate', 'projection'].includes(parts.at(-1) ?? '');
  const role = inner ? `${parts.pop()}/${name}` : name;
  return [parts.join('/'), role];
}

function layerOf(scope: string, tensors: ReadonlyMap<string, Tensor>): LayerSpec {
  const known = cells.find(([pattern]) => pattern.test(scope))?.[1];
  const found = roles.filter((role) => tensors.has(role));
  const cell = known !== undefined && found.length >= 1 ? known : undefined;
  const isDense = tensors.get('kernel')?.shape.length === 2 && found.length <= 2;
  return {
    name: scope,
    className: cell ?? (isDense ? 'Dense' : 'tensorflow.unknown'),
    config: cell ? { roles: found } : {},
    weights: found.length > 0 ? found.map((role) => tensors.get(role)!) : [...tensors.values()],
    inbound: [],
    children: [],
  };
}
