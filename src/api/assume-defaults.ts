import type { LayerSpec, ModelFile } from '../model/model-file.js';

/** A weights-only file completed by its framework's defaults, and what was assumed, in sentences. */
export interface Assumed {
  /** The file with its layers' configs filled in. */
  readonly file: ModelFile;
  /** One sentence a layer: what was taken for granted. */
  readonly assumptions: readonly string[];
}

/** Layers whose formulas weights alone do not tell. */
const keras = new Set(['LSTM', 'GRU', 'SimpleRNN', 'Bidirectional']);
/** Their formulas are fixed; what they give out is in the config all the same. */
const cudnn = new Set(['CuDNNLSTM', 'CuDNNGRU']);
const torch = new Set(['torch.RNN', 'torch.RNNCell']);
const tensorflow = new Set(['tensorflow.BasicLSTMCell', 'tensorflow.LSTMCell']);
const needsConfig = ({ className }: LayerSpec) =>
  keras.has(className) || torch.has(className) || tensorflow.has(className);

/**
 * Whether a file leaves open what its layers compute: Keras's activations and nn.RNN's nonlinearity are in the config, which a
 * weights-only file lacks; TensorFlow 1 adds a forget bias when it runs. LSTM and GRU of PyTorch, cuDNN layers and ONNX nodes have no such choice, or store it.
 */
export function leavesFormulasOpen(file: ModelFile): boolean {
  if (!file.hasConfig) return file.layers.some(needsConfig);
  // A config of PyTorch's may say something else, such as the order of the modules.
  return file.layers.some((spec) => torch.has(spec.className) && !('nonlinearity' in spec.config));
}

/** Fills in what the framework would take if nobody said anything. */
export function assumeDefaults(file: ModelFile): Assumed {
  const gate = defaultGate(file);
  const assumptions = file.layers
    .filter(needsConfig)
    .map(({ name, className }) => assumption(name, className, gate));
  return {
    file: {
      ...file,
      layers: file.layers.map((spec) => completed(spec, gate)),
      close: () => file.close(),
    },
    assumptions,
  };
}

/** PyTorch's recurrent modules with more in them than their class has, taken for that class all the same. */
export function takenAsPlain(file: ModelFile): Assumed {
  const unlike = ({ className, unrunnable }: LayerSpec) =>
    className.startsWith('torch.') && unrunnable !== undefined;
  const assumptions = file.layers
    .filter(unlike)
    .map(({ name, className }) => `assumed for ${name}: ${className}, and nothing more`);
  if (assumptions.length === 0) return { file, assumptions };
  const layers = file.layers.map((spec) => {
    const { unrunnable, ...plain } = spec;
    return unrunnable !== undefined && unlike(spec) ? plain : spec;
  });
  return { file: { ...file, layers, close: () => file.close() }, assumptions };
}

/** Keras's default for `recurrent_activation`: hard_sigmoid before version 2.3, sigmoid from it. */
function defaultGate({ frameworkVersion }: ModelFile): string {
  const [major = 3, minor = 0] = (frameworkVersion ?? '3').split('.').map(Number);
  return major < 2 || (major === 2 && minor < 3) ? 'hard_sigmoid' : 'sigmoid';
}

function assumption(name: string, className: string, gate: string): string {
  if (tensorflow.has(className)) return `assumed for ${name}: forget_bias 1, activation tanh`;
  const plain = torch.has(className) || className === 'SimpleRNN';
  const gates = plain ? '' : `, recurrent_activation ${gate}`;
  return `assumed for ${name}: activation tanh${gates}`;
}

/**
 * A file of weights with every layer of Keras giving out its whole sequence, so that `output` means the same whatever the layer: the files say
 * nothing of `return_sequences`, whose default in Keras is the last step.
 */
export function withSequences(file: ModelFile): ModelFile {
  if (file.hasConfig || !file.layers.some(({ className }) => cudnn.has(className))) return file;
  return { ...file, layers: file.layers.map(withSequence), close: () => file.close() };
}

function withSequence(spec: LayerSpec): LayerSpec {
  if (!cudnn.has(spec.className)) return spec;
  return { ...spec, config: { return_sequences: true, ...spec.config } };
}

function completed(spec: LayerSpec, gate: string): LayerSpec {
  if (!needsConfig(spec)) return withSequence(spec);
  const defaults = { activation: 'tanh', recurrent_activation: gate, return_sequences: true };
  const { className, config, children } = spec;
  if (torch.has(className)) return { ...spec, config: { nonlinearity: 'tanh', ...config } };
  if (tensorflow.has(className)) return { ...spec, config: { forget_bias: 1, ...config } };
  if (className !== 'Bidirectional') return { ...spec, config: { ...defaults, ...config } };
  const layer = { class_name: children[0]?.className ?? 'LSTM', config: defaults };
  return { ...spec, config: { layer, ...config } };
}
