import { BadFileError } from '../errors.js';
import { plain } from '../files/quote.js';
import type { LayerSpec } from '../model/model-file.js';
import { shapeText, type Shape } from '../trace/batch.js';
import type { LayerContext, Runner } from './runner.js';

/** Classes whose input has a fixed number of axes, the samples counted. */
const ranks: readonly (readonly [RegExp, number])[] = [
  [/^RepeatVector$/, 2],
  [/^(ZeroPadding|Cropping|UpSampling|MaxPooling|AveragePooling|Conv|Convolution)1D$/, 3],
  [/^Global(Max|Average)Pooling1D$/, 3],
  [/^(MaxPooling|AveragePooling|Conv|Convolution|Global(Max|Average)Pooling)2D$/, 4],
  [/^(LSTM|GRU|SimpleRNN|CuDNNLSTM|CuDNNGRU)$/, 3],
  [/^ConvLSTM1D$/, 4],
  [/^ConvLSTM2D$/, 5],
];

/** Classes whose first weight has a row for every feature of the input, on its last axis but one. */
const withKernel =
  /^(Dense|(Conv|Convolution)[12]D|LSTM|GRU|SimpleRNN|CuDNNLSTM|CuDNNGRU|ConvLSTM[12]D)$/;

/**
 * A runner that refuses what its framework would refuse: inputs of another rank or number of features, outputs of no size. Shapes are worked
 * out before anything runs, so that nothing has been run in vain.
 */
export function withShapesChecked<R extends Runner>(
  runner: R,
  spec: LayerSpec,
  context: LayerContext,
): R {
  const outputShapes = (inputs: readonly Shape[]): Shape[] => {
    const wrong = inputProblem(spec, inputs);
    const outputs = wrong === undefined ? runner.outputShapes(inputs) : [];
    const problem = wrong ?? outputProblem(spec, inputs, outputs);
    if (problem === undefined) return outputs;
    const { name, className } = spec;
    throw new BadFileError(
      `${context.file}: layer "${plain(name)}" (${className}) cannot be: ${problem}`,
      { file: context.file, layer: name },
    );
  };
  return { ...runner, outputShapes };
}

function inputProblem({ className, weights }: LayerSpec, inputs: readonly Shape[]) {
  const [input] = inputs;
  if (!input) return undefined;
  const rank = ranks.find(([pattern]) => pattern.test(className))?.[1];
  if (rank !== undefined && input.length !== rank) {
    return `it takes ${rank} axes, but is given ${shapeText(input)}`;
  }
  const given = input.at(-1);
  const wanted = withKernel.test(className) ? weights[0]?.shape.at(-2) : undefined;
  if (wanted !== undefined && given != null && wanted !== given) {
    return `its weights are for ${wanted} features, but it is given ${shapeText(input)}`;
  }
  return undefined;
}

function outputProblem(
  { className }: LayerSpec,
  inputs: readonly Shape[],
  outputs: readonly Shape[],
) {
  const [input = []] = inputs;
  const [output = []] = outputs;
  const impossible = (n: number | null) => n !== null && !(Number.isInteger(n) && n > 0);
  if (!input.slice(1).some(impossible) && output.slice(1).some(impossible)) {
    return `it makes ${shapeText(output)} of ${shapeText(input)}`;
  }
  if (className === 'Permute' && output.length !== input.length) {
    return `it orders ${output.length - 1} axes, but is given ${shapeText(input)}`;
  }
  const [before, after] = [sizeIn(input), sizeIn(output)];
  if (className === 'Reshape' && before !== undefined && after !== undefined && before !== after) {
    return `it makes ${shapeText(output)} of ${shapeText(input)}, which has ${before} values, not ${after}`;
  }
  return className === 'Concatenate' ? joinProblem(inputs, output) : undefined;
}

function joinProblem(inputs: readonly Shape[], output: Shape): string | undefined {
  const [first = []] = inputs;
  const axes = output.flatMap((n, axis) =>
    inputs.some((shape) => shape[axis] !== first[axis]) || n !== first[axis] ? [axis] : [],
  );
  const other = inputs.find(({ length }) => length !== first.length);
  if (!other && (axes.length <= 1 || inputs.some((shape) => shape.includes(null))))
    return undefined;
  return `it joins inputs of different shapes, ${inputs.map(shapeText).join(' and ')}`;
}

/** How many values a sample has; undefined where a size is open. */
function sizeIn([, ...step]: Shape): number | undefined {
  return step.reduce<number | undefined>(
    (size, n) => (size === undefined || n === null ? undefined : size * n),
    1,
  );
}
