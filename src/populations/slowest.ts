import { solve } from '../linear-algebra/solve.js';

/** A map of a space onto itself, with its derivative. */
export interface DifferentiableMap {
  /** How many numbers a point has. */
  readonly size: number;
  /** F(s). */
  step(state: Float64Array): Float64Array;
  /** ∂F/∂s, size × size. */
  jacobian(state: Float64Array): Float64Array;
  /** The nearest point that the map can come to. */
  within(state: Float64Array): Float64Array;
}

/** Where a search ended. */
export interface SlowState {
  /** The point. */
  readonly state: Float64Array;
  /** q = ½‖F(s) − s‖². */
  readonly speed: number;
}

/** When a search ends. */
export interface SearchOptions {
  /** How many steps it may take. */
  readonly maxIter: number;
  /** A speed that is no longer told from none; the search goes on below it while it gets better. */
  readonly tolerance: number;
}

/**
 * The least of q(s) = ½‖F(s) − s‖² that lies down from a start, by Levenberg and Marquardt: (JᵀJ + μI)·δ = −Jᵀr with r = F(s) − s and J = ∂F/∂s − I.
 * Along a valley of slow points the way is long, and ends where `maxIter` ends it.
 */
export function slowest(
  map: DifferentiableMap,
  start: Float64Array,
  { maxIter, tolerance }: SearchOptions,
): SlowState {
  let at = residual(map, start);
  let damping = 1e-3;
  for (let k = 0; k < maxIter; k++) {
    const { products, slope } = normalEquations(map, at);
    // A slope that rounding makes: nothing lies lower.
    const isFlat = slope.every((value) => Math.abs(value) <= 1e-10 * Math.sqrt(at.speed) + 1e-15);
    if (at.speed === 0 || isFlat) return at;
    const better = stepDown(map, at, { products, slope, damping });
    if (!better) return at;
    const gain = at.speed - better.next.speed;
    [at, damping] = [better.next, Math.max(better.damping / 10, 1e-15)];
    if (at.speed <= tolerance && gain <= 1e-3 * at.speed) return at;
  }
  return at;
}

interface Residual extends SlowState {
  /** F(s) − s. */
  readonly off: Float64Array;
}

function residual(map: DifferentiableMap, state: Float64Array): Residual {
  const off = map.step(state).map((value, k) => value - state[k]!);
  return { state, off, speed: off.reduce((sum, value) => sum + value * value, 0) / 2 };
}

/** JᵀJ and Jᵀr. */
function normalEquations(
  map: DifferentiableMap,
  { state, off }: Residual,
): { products: Float64Array; slope: Float64Array } {
  const { size } = map;
  const rows = map.jacobian(state);
  for (let k = 0; k < size; k++) rows[k * size + k]! -= 1;
  const products = new Float64Array(size * size);
  const slope = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    for (let a = 0; a < size; a++) {
      const value = rows[row * size + a]!;
      slope[a]! += value * off[row]!;
      for (let b = 0; b < size; b++) products[a * size + b]! += value * rows[row * size + b]!;
    }
  }
  return { products, slope };
}

/** A step that lowers the speed, damped until it does; undefined where none does. */
function stepDown(
  map: DifferentiableMap,
  at: Residual,
  equations: { products: Float64Array; slope: Float64Array; damping: number },
): { next: Residual; damping: number } | undefined {
  const { size } = map;
  for (let damping = equations.damping; damping < 1e8; damping *= 10) {
    const damped = equations.products.slice();
    for (let k = 0; k < size; k++) damped[k * size + k]! += damping;
    const step = solve(damped, equations.slope);
    if (!step) continue;
    const next = residual(map, map.within(at.state.map((value, k) => value - step[k]!))); // prettier-ignore
    if (next.speed < at.speed) return { next, damping };
  }
  return undefined;
}
