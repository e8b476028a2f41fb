import { ArgumentError, UnsupportedError } from '../errors.js';
import { erf, sigmoid, softplus } from '../cell/special-functions.js';
import type { LayerSpec } from '../model/model-file.js';
import { sizeOf, toStorage, zerosLike } from '../ndarray/make.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import { asRows, type Batch, type Shape } from '../trace/batch.js';
import { numberIn } from './config.js';
import type { Runner, RunnerMaker } from './runner.js';
import { simpleRunner } from './runner.js';

const same = (run: (input: Batch) => FloatStorage): Runner =>
  simpleRunner(
    (input) => input,
    (input) => ({ ...input, data: run(input) }),
  );

const numbers = (spec: LayerSpec, at: number): FloatStorage | undefined => {
  const tensor = spec.weights[at];
  return tensor && toStorage(tensor.read(), 'float64');
};

/** torch.nn.Linear: x · Wᵀ + b on the last axis; W is outputs × inputs. */
function linear(spec: LayerSpec): Runner {
  const [outputs = 0, inputs = 0] = spec.weights[0]!.shape;
  return simpleRunner(
    (input) => [...input.slice(0, -1), outputs],
    (input) => {
      const { rows, width } = asRows(input.shape);
      if (width !== inputs) throw wrongWidth(spec, { wanted: inputs, given: width });
      const [W, b] = [numbers(spec, 0)!, numbers(spec, 1)];
      const data = zerosLike(input.data, rows * outputs);
      for (let row = 0; row < rows; row++) {
        for (let o = 0; o < outputs; o++) {
          let sum = b?.[o] ?? 0;
          for (let k = 0; k < width; k++) sum += W[o * width + k]! * input.data[row * width + k]!;
          data[row * outputs + o] = sum;
        }
      }
      return { ...input, data, shape: [...input.shape.slice(0, -1), outputs] };
    },
  );
}

function wrongWidth(
  { name, className }: LayerSpec,
  { wanted, given }: { wanted: number; given: number | undefined },
): ArgumentError {
  return new ArgumentError(
    `Layer "${name}" (${className}) takes ${wanted} features, but is given ${given}: the chain is in another order, or something between is missing`,
  );
}

/** torch.nn.LayerNorm over the axes that its weight has. */
function layerNorm(spec: LayerSpec): Runner {
  const epsilon = numberIn(spec.config, 'eps', 1e-5);
  const own = spec.weights[0]!.shape;
  return same((input) => {
    if (String(input.shape.slice(-own.length)) !== String(own)) {
      throw wrongWidth(spec, { wanted: sizeOf(own), given: input.shape.at(-1) });
    }
    const [gamma, beta] = [numbers(spec, 0)!, numbers(spec, 1)];
    const width = gamma.length;
    const out = zerosLike(input.data, input.data.length);
    for (let from = 0; from < out.length; from += width) {
      const x = Float64Array.from(input.data.subarray(from, from + width));
      const mean = x.reduce((sum, v) => sum + v, 0) / width;
      const variance = x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / width;
      const scale = 1 / Math.sqrt(variance + epsilon);
      for (let k = 0; k < width; k++) {
        out[from + k] = (x[k]! - mean) * scale * gamma[k]! + (beta?.[k] ?? 0);
      }
    }
    return out;
  });
}

/** torch.nn.BatchNorm1d as it is used: channels are the second axis. Weights are γ, β, mean and variance. */
function batchNorm(spec: LayerSpec): Runner {
  const epsilon = numberIn(spec.config, 'eps', 1e-5);
  if (spec.weights.length < 4) {
    throw new UnsupportedError(
      `Layer "${spec.name}" (${spec.className}) has no weights beside its statistics (affine=False), which gatelab does not run`,
      { layer: spec.name },
    );
  }
  return same((input) => {
    const [gamma, beta, mean, variance] = [0, 1, 2, 3].map((at) => numbers(spec, at)!);
    const channels = input.shape[1];
    if (channels !== mean!.length)
      throw wrongWidth(spec, { wanted: mean!.length, given: channels });
    const area = sizeOf(input.shape.slice(2));
    return input.data.map((x, k) => {
      const c = Math.floor(k / area) % channels;
      return ((x - mean![c]!) / Math.sqrt(variance![c]! + epsilon)) * gamma![c]! + beta![c]!;
    }) as FloatStorage;
  });
}

/** torch.nn.Conv1d: samples × channels × time; its strides, padding, dilation and groups are told beside the file. */
function conv1d(spec: LayerSpec): Runner {
  const [filters = 0, depth = 0, size = 0] = spec.weights[0]!.shape;
  const read = (key: string, otherwise: number) => numberIn(spec.config, key, otherwise);
  const [stride, padding] = [read('stride', 1), read('padding', 0)];
  const [dilation, groups] = [read('dilation', 1), read('groups', 1)];
  const length = (time: number) =>
    Math.floor((time + 2 * padding - dilation * (size - 1) - 1) / stride) + 1;
  return simpleRunner(
    ([samples = null, , time = null]) => [samples, filters, time === null ? null : length(time)],
    (input) => {
      const [samples = 0, channels = 0, time = 0] = input.shape;
      if (channels !== depth * groups || input.shape.length !== 3) {
        throw wrongWidth(spec, { wanted: depth * groups, given: channels });
      }
      const [W, b] = [numbers(spec, 0)!, numbers(spec, 1)];
      const steps = length(time);
      const shape = [samples, filters, steps];
      const data = zerosLike(input.data, sizeOf(shape));
      for (let k = 0; k < data.length; k++) {
        const [t, f] = [k % steps, Math.floor(k / steps) % filters];
        const n = Math.floor(k / (steps * filters));
        const first = Math.floor(f / (filters / groups)) * depth;
        let sum = b?.[f] ?? 0;
        for (let tap = 0; tap < depth * size; tap++) {
          const at = t * stride + (tap % size) * dilation - padding;
          if (at < 0 || at >= time) continue;
          const c = first + Math.floor(tap / size);
          sum += W[f * depth * size + tap]! * input.data[(n * channels + c) * time + at]!;
        }
        data[k] = sum;
      }
      return { data, shape };
    },
  );
}

/** Functions of one number; those that take more read it from what was said of them. */
type Elementwise = (x: number, said: LayerSpec['config']) => number;

const functions: Readonly<Record<string, Elementwise>> = {
  relu: (x) => (x < 0 ? 0 : x),
  tanh: Math.tanh,
  sigmoid,
  softplus,
  gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  silu: (x) => x * sigmoid(x),
  elu: (x, said) => (x < 0 ? numberIn(said, 'alpha', 1) * Math.expm1(x) : x),
  leaky_relu: (x, said) => (x < 0 ? numberIn(said, 'negative_slope', 0.01) * x : x),
};

/** Along the last axis. */
const softmax = (finish: (e: number, total: number) => number) => () =>
  same(({ data, shape }) => {
    const { width } = asRows(shape);
    const out = zerosLike(data, data.length);
    for (let from = 0; from < data.length; from += width) {
      const row = Float64Array.from(data.subarray(from, from + width));
      const most = row.reduce((a, b) => Math.max(a, b), -Infinity);
      const total = row.reduce((sum, x) => sum + Math.exp(x - most), 0);
      row.forEach((x, k) => (out[from + k] = finish(x - most, total)));
    }
    return out;
  });

/** The last step of every sequence, `x[:, -1]`. */
function last(): Runner {
  return simpleRunner(
    ([samples = null, , ...rest]) => [samples, ...rest],
    ({ data, shape }) => {
      const [samples = 0, steps = 0, ...rest] = shape;
      const width = sizeOf(rest);
      const out = zerosLike(data, samples * width);
      for (let n = 0; n < samples; n++) {
        const from = ((n + 1) * steps - 1) * width;
        out.set(data.subarray(from, from + width), n * width);
      }
      return { data: out, shape: [samples, ...rest] };
    },
  );
}

/** The second and third axis exchanged, `x.transpose(1, 2)`: what stands around a Conv1d. */
function transpose(): Runner {
  const turned = ([n = null, a = null, b = null]: Shape): Shape => [n, b, a];
  return simpleRunner(turned, ({ data, shape }) => {
    const [samples = 0, a = 0, b = 0] = shape;
    const out = zerosLike(data, data.length);
    for (let k = 0; k < data.length; k++) {
      const [n, i, j] = [Math.floor(k / (a * b)), Math.floor(k / b) % a, k % b];
      out[n * a * b + j * a + i] = data[k]!;
    }
    return { data: out, shape: [samples, b, a] };
  });
}

/** What stands in a chain by its own name instead of a module's, as PyTorch's functions are called. */
export const chainFunctions: Readonly<Record<string, RunnerMaker>> = {
  ...Object.fromEntries(
    Object.entries(functions).map(([name, f]) => [
      name,
      ({ config }: LayerSpec) => same(({ data }) => data.map((x) => f(x, config)) as FloatStorage),
    ]),
  ),
  softmax: softmax((x, total) => Math.exp(x) / total),
  log_softmax: softmax((x, total) => x - Math.log(total)),
  dropout: () => same(({ data }) => data),
  last,
  transpose,
};

/** PyTorch's modules that are no recurrent ones, by their class. */
export const torchModules: Readonly<Record<string, RunnerMaker>> = {
  'torch.Linear': linear,
  'torch.LayerNorm': layerNorm,
  'torch.BatchNorm': batchNorm,
  'torch.Conv1d': conv1d,
  ...Object.fromEntries(
    Object.entries(chainFunctions).map(([name, make]) => [`torch.functional.${name}`, make]),
  ),
};
