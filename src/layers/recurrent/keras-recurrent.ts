import { BadFileError, UnsupportedError } from '../../errors.js';
import type { LayerSpec } from '../../model/model-file.js';
import type { Shape } from '../../trace/batch.js';
import type { Config } from '../config.js';
import { configIn, flagIn, isRecord, textIn, valueIn } from '../config.js';
import type { LayerContext } from '../runner.js';
import { convLstmRank, convStepShape } from './conv-lstm.js';
import type { CellSource } from './keras-cell.js';
import { kerasDirection, outlineOf } from './keras-direction.js';
import type { RecurrentRunner } from './recurrent-runner.js';
import { makeRecurrentRunner } from './recurrent-runner.js';
import type { MergeMode } from '../../trace/setup.js';

/** A Keras layer of one direction: LSTM, GRU, SimpleRNN, CuDNNLSTM, CuDNNGRU, RNN with one or several cells, ConvLSTM. */
export function kerasRecurrent(spec: LayerSpec, context: LayerContext): RecurrentRunner {
  const outline = {
    directions: 1,
    merge: null,
    ...sequenceRules(spec),
  };
  return makeRecurrentRunner(outline, () => {
    const direction = kerasDirection(spec, context);
    const zeroOutputForMask = flagIn(spec.config, 'zero_output_for_mask', false);
    const turned = zeroOutputForMask && outline.returnSequences && direction.backwards;
    return {
      ...outline,
      directions: [direction],
      prefixes: [''],
      zeroOutputForMask,
      refusedMask: turned ? refusalOf(spec, context) : undefined,
      stateful: flagIn(spec.config, 'stateful', false),
      unmaskedWithStates: isKeras3(context),
    };
  });
}

/** Keras's Bidirectional around any of them. */
export function bidirectional(spec: LayerSpec, context: LayerContext): RecurrentRunner {
  const merge = mergeMode(valueIn(spec.config, 'merge_mode'));
  const [forward, backward] = bothDirections(spec);
  const outline = { directions: 2, merge, ...sequenceRules(forward) };
  return makeRecurrentRunner(outline, () => {
    if (flagIn(forward.config, 'go_backwards', false)) {
      throw new UnsupportedError(
        `Layer "${spec.name}" of ${context.file} wraps a forward layer with go_backwards, which cannot be run`,
        { file: context.file, layer: spec.name },
      );
    }
    const back = kerasDirection(backward, context);
    return {
      ...outline,
      // Bidirectional turns the second output round, so that a reversed one ends up in the order of the input.
      directions: [kerasDirection(forward, context), { ...back, inputOrder: back.backwards }],
      prefixes: ['forward_', 'backward_'],
      // Bidirectional forces this on its layers as soon as they return sequences.
      zeroOutputForMask: outline.returnSequences,
      refusedMask: outline.returnSequences
        ? refusalOf({ ...backward, name: spec.name }, context)
        : undefined,
      stateful: flagIn(forward.config, 'stateful', false),
      unmaskedWithStates: isKeras3(context),
    };
  });
}

/**
 * Unrolled, Keras gives zeros for the steps that the mask leaves out in the order of the input, though the outputs are in the order of
 * processing; on some backends only, of which a file says nothing. Undefined for layers that are not unrolled.
 */
function refusalOf({ name, config }: CellSource, { file }: LayerContext): string | undefined {
  if (!flagIn(config, 'unroll', false)) return undefined;
  return `Layer "${name}" of ${file} is unrolled and runs backwards, where Keras's backends differ in what a mask does to the output: set unroll to false, or leave the mask out`;
}

function isKeras3({ framework, frameworkVersion }: LayerContext): boolean {
  return framework === 'keras' && Number.parseInt(frameworkVersion ?? '3', 10) >= 3;
}

function sequenceRules(source: CellSource) {
  const { config, className } = source;
  const { width, states } = outlineOf(source);
  const rank = convLstmRank(className);
  const plain = (): Shape => [width];
  return {
    stepShape: rank === undefined ? plain : convStepShape(config, rank),
    returnSequences: flagIn(config, 'return_sequences', false),
    returnState: flagIn(config, 'return_state', false),
    statesPerDirection: states,
  };
}

function mergeMode(written: unknown): MergeMode {
  if (written === undefined) return 'concat';
  if (written === null || written === 'concat' || written === 'sum') return written;
  if (written === 'mul' || written === 'ave') return written;
  throw new BadFileError(
    `Unknown merge_mode ${JSON.stringify(written)}; the known ones are concat, sum, mul, ave and null`,
  );
}

/** The two wrapped layers: the first half of the weights is the forward layer's, the second the backward one's. */
function bothDirections(spec: LayerSpec): [CellSource, CellSource] {
  const { config } = spec;
  const weights =
    spec.weights.length > 0 ? spec.weights : spec.children.flatMap((child) => child.weights);
  const half = weights.length / 2;
  const forward = wrappedLayer(spec, 'layer');
  const turned: Config = { ...forward.config, go_backwards: true };
  const backward = isRecord(valueIn(config, 'backward_layer'))
    ? wrappedLayer(spec, 'backward_layer')
    : { ...forward, config: turned };
  return [
    { ...forward, weights: weights.slice(0, half) },
    { ...backward, weights: weights.slice(half) },
  ];
}

function wrappedLayer({ name, config }: LayerSpec, key: string): CellSource {
  const layer = configIn(config, key) ?? {};
  const className = textIn(layer, 'class_name', '');
  return { name, className, config: configIn(layer, 'config') ?? {}, weights: [] };
}
