import type { FloatStorage } from '../ndarray/nd-array.js';

/** Divides e^(x − max) by its sum, so that a vector becomes shares that add up to 1. */
export function softmax(values: FloatStorage): void {
  let max = -Infinity;
  for (const x of values) max = Math.max(max, x);
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] = Math.exp(values[k]! - max);
  for (let k = 0; k < values.length; k++) values[k]! /= sum;
}

/** ln(softmax(x)), without the loss of taking the logarithm afterwards. */
export function logSoftmax(values: FloatStorage): void {
  let max = -Infinity;
  for (const x of values) max = Math.max(max, x);
  let sum = 0;
  for (const x of values) sum += Math.exp(x - max);
  // One after the other: beside a large max the logarithm would lose its last digits.
  const rest = Math.log(sum);
  for (let k = 0; k < values.length; k++) values[k] = values[k]! - max - rest;
}

/**
 * As Keras 3 has it (`keras/src/backend/numpy/nn.py`): the threshold takes the sum of all partial sums of the support, where the
 * projection onto the probability simplex (Martins and Astudillo, 2016) takes the last one.
 */
export function sparsemax(values: FloatStorage): void {
  const sorted = Array.from(values).sort((a, b) => b - a);
  let sum = 0;
  let sums = 0;
  let support = 0;
  for (const [k, x] of sorted.entries()) {
    sum += x;
    if (x - (sum - 1) / (k + 1) <= 0) continue;
    sums += sum;
    support++;
  }
  const threshold = (sums - 1) / support;
  for (let k = 0; k < values.length; k++) values[k] = Math.max(values[k]! - threshold, 0);
}
