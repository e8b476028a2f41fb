import type { FloatStorage } from '../ndarray/nd-array.js';
import { zerosLike } from '../ndarray/make.js';

/** To the nearest whole number, ties to the even one. */
export function roundEven(x: number): number {
  const low = Math.floor(x);
  const apart = x - low;
  if (apart === 0.5) return low % 2 === 0 ? low : low + 1;
  return apart < 0.5 ? low : low + 1;
}

/** How numbers of a range are laid over 0 to 255 (ONNX's DynamicQuantizeLinear): zero is always met exactly. */
export function dynamicScale(data: ArrayLike<number>): { scale: number; zero: number } {
  let [low, high] = [0, 0];
  for (let k = 0; k < data.length; k++) {
    const x = data[k]!;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  const scale = high === low ? 1 : Math.fround(Math.fround(high - low) / 255);
  return { scale, zero: Math.min(255, Math.max(0, roundEven(-low / scale))) };
}

/** The number of 0 to 255 that a value is laid on. */
export function laidOn(x: number, { scale, zero }: { scale: number; zero: number }): number {
  return Math.min(255, Math.max(0, roundEven(Math.fround(x / scale)) + zero));
}

/** Values as they come back from eight bits, laid over their own range. The arithmetic is single precision's, where the steps lie. */
export function throughEightBits(values: FloatStorage): FloatStorage {
  const single = Float32Array.from(values);
  const range = dynamicScale(single);
  const out = zerosLike(values, values.length);
  single.forEach((x, k) => (out[k] = (laidOn(x, range) - range.zero) * range.scale));
  return out;
}
