/** √(a² + b² + …) of numbers whose squares do not overflow: several times as fast as `Math.hypot`, which guards against that. */
export function rootSum(a: number, b: number, c = 0, d = 0): number {
  return Math.sqrt(a * a + b * b + c * c + d * d);
}
