import assert from 'node:assert/strict';
import { activationSlopes } from '../../../src/cell/activation-slopes.js';
import { elementwiseActivations } from '../../../src/cell/activation-table.js';
import {
  dynamicScale,
  laidOn,
  roundEven,
  throughEightBits,
} from '../../../src/cell/dynamic-quantize.js';
import { clip, erf, sigmoid, softplus } from '../../../src/cell/special-functions.js';

const isClose = (found: number, x: number) => Math.abs(found - x) <= 4e-16 * Math.abs(x);

describe('functions of one number', () => {
  // math.erf of Python; from 2.5 on it is worked out in another way.
  for (const [x, y] of [
    [0, 0],
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2.4, 0.999311486103355],
    [2.5, 0.999593047982555],
    [2.6, 0.9997639655834707],
    [4.5, 0.9999999998033839],
    [6.1, 1],
  ] as const) {
    it(`erf(±${x}) is Python's`, () => {
      assert.ok(isClose(erf(x), y) && isClose(erf(-x), -y), `${erf(x)} for ${y}`);
    });
  }

  it('sigmoid and softplus are what PyTorch has, at both ends too', () => {
    assert.ok(isClose(sigmoid(-40), 4.248354255291589e-18));
    assert.ok(isClose(sigmoid(-1.5), 0.18242552380635635));
    assert.ok(isClose(sigmoid(30), 0.9999999999999065));
    assert.deepEqual([sigmoid(0), sigmoid(-800), sigmoid(800)], [0.5, 0, 1]);
    assert.ok(isClose(softplus(-40), 4.248354255291589e-18));
    assert.ok(isClose(softplus(-1.5), 0.2014132779827524));
    assert.ok(isClose(softplus(0.3), 0.8543552444685272));
    assert.deepEqual([softplus(30), softplus(800)], [30.000000000000092, 800]);
  });

  it('clip leaves what lies between, ends and NaN', () => {
    const at = [-3, -1, 0.5, 2, 5].map((x) => clip(x, -1, 2));
    assert.deepEqual(at, [-1, -1, 0.5, 2, 2]);
    assert.ok(Number.isNaN(clip(NaN, -1, 2)));
  });
});

describe('slopes of activations', () => {
  for (const [name, slope] of Object.entries(activationSlopes)) {
    const more = name === 'gelu' ? [{}, { approximate: 1 }] : [{}, { alpha: 0.3, beta: 0.6, negative_slope: 0.1, threshold: 0.4, max_value: 1.5, b: 2 }]; // prettier-ignore
    it(`${name}: that of a line through two near points, with usual parameters and others`, () => {
      for (const parameters of more) {
        const of = elementwiseActivations[name]!.make(parameters);
        const own = slope(parameters);
        for (const x of [-4.1, -2.8, -1.3, -0.55, -0.21, 0.13, 0.37, 0.62, 1.2, 1.9, 2.7, 3.3]) {
          const line = (of(x + 1e-6) - of(x - 1e-6)) / 2e-6;
          const apart = Math.abs(own(x) - line);
          assert.ok(apart < 1e-7 * Math.max(1, Math.abs(line)), `at ${x}: ${own(x)}, ${line}`);
        }
      }
    });
  }

  // Gradients of torch.relu, leaky_relu, relu6, hardtanh, hardsigmoid, softshrink, hardshrink, threshold and elu at their corners.
  for (const [name, x, expected] of [
    ['relu', 0, 0],
    ['leaky_relu', 0, 0.2],
    ['relu6', 0, 0],
    ['relu6', 6, 0],
    ['hard_tanh', -1, 0],
    ['hard_tanh', 1, 0],
    ['hard_sigmoid_keras3', -3, 0],
    ['hard_sigmoid_keras3', 3, 0],
    ['soft_shrink', 0.5, 0],
    ['hard_shrink', -0.5, 0],
    ['threshold', 0, 0],
    ['elu', 0, 1],
  ] as const) {
    it(`${name} at its corner ${x}: ${expected}, as PyTorch's autograd`, () => {
      assert.equal(activationSlopes[name]!({})(x), expected);
    });
  }
});

describe('numbers laid over eight bits', () => {
  it('roundEven takes ties to the even number', () => {
    const at = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4, -2.6].map((x) => roundEven(x) + 0);
    assert.deepEqual(at, [-2, -2, 0, 0, 2, 2, 2, -3]);
  });

  // DynamicQuantizeLinear of onnxruntime: numbers, scale, zero point.
  for (const [values, numbers, scale, zero] of [
    [[0, 2, -3, -2.5, 1.34, 0.5], [153, 255, 0, 26, 221, 179], 0.019607843831181526, 153],
    [[1, 2.1, 1.3, 2.5, 3.34, 4], [64, 134, 83, 159, 213, 255], 0.01568627543747425, 0],
    [[-1, -2.1, -1.3, -2.5, -3.34, -4], [191, 121, 172, 96, 42, 0], 0.01568627543747425, 255],
    [[0, 0, 0], [0, 0, 0], 1, 0],
    [[1e-3, -200, 55.5], [200, 0, 255], 1.00196075439453125, 200],
  ] as const) {
    it(`of ${values.join(', ')} are onnxruntime's`, () => {
      const single = Float32Array.from(values);
      const range = dynamicScale(single);
      assert.deepEqual(range, { scale, zero });
      assert.deepEqual([...single].map((x) => laidOn(x, range)), numbers); // prettier-ignore
      const back = [...throughEightBits(single)];
      for (const [k, n] of numbers.entries()) assert.equal(back[k], Math.fround((n - zero) * scale)); // prettier-ignore
    });
  }
});
