// Activations of one vector register, in float32 (4 lanes) or float64 (2 lanes).
//
// Constants are read from a table in memory: an engine puts a literal register together from pieces every time it is used, but
// folds a load into the operation that needs it.

const ROWS: i32 = 32;
const table32: usize = memory.data(16 * ROWS, 16);
const table64: usize = memory.data(16 * ROWS, 16);

function put(row: i32, value: f64): void {
  v128.store(table32 + 16 * row, f32x4.splat(<f32>value));
  v128.store(table64 + 16 * row, f64x2.splat(value));
}

/** A register full of the constant in a row. */
@inline
function constant<T>(row: i32): v128 {
  return v128.load((sizeof<T>() == 4 ? table32 : table64) + 16 * row);
}

const ZERO = 0;
const ONE = 1;
const TWO = 2;
const HALF = 3;
const MINUS_TWO = 4;
const SIGN = 5;
const LOG2E = 6;
const MAGIC = 7;
const LN2_HIGH = 8;
const LN2_LOW = 9;
const LOWEST = 10;
const P = 11; // seven rows
const Q = 18; // four rows
const LIMIT = 22;
const MINUS_LIMIT = 23;
const MINUS_ONE = 24;
const FIFTH = 25;
const THREE = 26;
const SIX = 27;

const taylor: usize = memory.data(16 * 16, 16);

/** Fills the tables; called once. */
export function prepare(): void {
  put(ZERO, 0);
  put(ONE, 1);
  put(TWO, 2);
  put(HALF, 0.5);
  put(MINUS_TWO, -2);
  put(SIGN, -0.0);
  put(LOG2E, 1.4426950408889634);
  put(MAGIC, 6755399441055744.0);
  put(LN2_HIGH, 0.693147180369123816490);
  put(LN2_LOW, 1.90821492927058770002e-10);
  put(LOWEST, -708);
  put(P, -8.462171505021163e-14);
  put(P + 1, 5.26780542361304e-11);
  put(P + 2, -2.020451577327099e-8);
  put(P + 3, 1.1149269345789771e-5);
  put(P + 4, 0.003103477919660635);
  put(P + 5, 0.13083582810572447);
  put(P + 6, 0.9999999933067001);
  put(Q, 0.0002545446738320564);
  put(Q + 1, 0.024493276586547482);
  put(Q + 2, 0.46416909842978876);
  put(Q + 3, 1);
  put(LIMIT, 9.01);
  put(MINUS_LIMIT, -9.01);
  put(MINUS_ONE, -1);
  put(FIFTH, 0.2);
  put(THREE, 3);
  put(SIX, 6);
  let factorial: f64 = 1;
  for (let n = 2; n <= 13; n++) {
    factorial *= n;
    v128.store(taylor + 16 * n, f64x2.splat(1 / factorial));
  }
  v128.store(taylor, i64x2.splat(1023));
}

/** a · b + c, rounded once where the engine can (relaxed SIMD), twice where it cannot. */
@inline
export function madd<T>(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return v128.relaxed_madd<T>(a, b, c);
  return v128.add<T>(v128.mul<T>(a, b), c);
}

/** p · x + the constant in a row. */
@inline
function poly<T>(p: v128, x: v128, row: i32): v128 {
  return madd<T>(p, x, constant<T>(row));
}

/** p · x + 1/n!, in float64. */
@inline
function poly64(p: v128, x: v128, n: i32): v128 {
  return madd<f64>(p, x, v128.load(taylor + 16 * n));
}

/**
 * exp(x) − 1 for x ≤ 0 in float64: x = n ln2 + r, the Taylor polynomial of exp(r) − 1, and 2ⁿ put together from its bits. Nothing
 * overflows, and small numbers keep their digits.
 */
@inline
function expm1(x0: v128): v128 {
  const x = f64x2.pmax(x0, constant<f64>(LOWEST));
  // Adding the magic number 1.5 · 2⁵² leaves the nearest whole number in the lowest bits of the sum.
  const shifted = f64x2.add(f64x2.mul(x, constant<f64>(LOG2E)), constant<f64>(MAGIC));
  const n = f64x2.sub(shifted, constant<f64>(MAGIC));
  let r = f64x2.sub(x, f64x2.mul(n, constant<f64>(LN2_HIGH)));
  r = f64x2.sub(r, f64x2.mul(n, constant<f64>(LN2_LOW)));
  let p = v128.load(taylor + 16 * 13);
  p = poly64(p, r, 12);
  p = poly64(p, r, 11);
  p = poly64(p, r, 10);
  p = poly64(p, r, 9);
  p = poly64(p, r, 8);
  p = poly64(p, r, 7);
  p = poly64(p, r, 6);
  p = poly64(p, r, 5);
  p = poly64(p, r, 4);
  p = poly64(p, r, 3);
  p = poly64(p, r, 2);
  p = f64x2.add(f64x2.mul(f64x2.mul(p, r), r), r);
  const scale = i64x2.shl(i64x2.add(shifted, v128.load(taylor)), 52);
  return f64x2.add(f64x2.mul(scale, p), f64x2.sub(scale, constant<f64>(ONE)));
}

/**
 * tanh in float32: x P(x²) / Q(x²) up to |x| = 9, where float32 rounds tanh to 1. The coefficients minimise the relative error
 * (7e-9 before rounding); the result is kept from rounding past ±1.
 */
@inline
function tanh32(x0: v128): v128 {
  const x = f32x4.pmin(f32x4.pmax(x0, constant<f32>(MINUS_LIMIT)), constant<f32>(LIMIT));
  const u = f32x4.mul(x, x);
  let p = constant<f32>(P);
  p = poly<f32>(p, u, P + 1);
  p = poly<f32>(p, u, P + 2);
  p = poly<f32>(p, u, P + 3);
  p = poly<f32>(p, u, P + 4);
  p = poly<f32>(p, u, P + 5);
  p = poly<f32>(p, u, P + 6);
  let q = constant<f32>(Q);
  q = poly<f32>(q, u, Q + 1);
  q = poly<f32>(q, u, Q + 2);
  q = poly<f32>(q, u, Q + 3);
  const y = f32x4.div(f32x4.mul(x, p), q);
  return f32x4.pmin(f32x4.pmax(y, constant<f32>(MINUS_ONE)), constant<f32>(ONE));
}

@inline
function tanh64(x: v128): v128 {
  const e = expm1(f64x2.mul(f64x2.abs(x), constant<f64>(MINUS_TWO)));
  const size = f64x2.div(f64x2.neg(e), f64x2.add(e, constant<f64>(TWO)));
  return v128.bitselect(x, size, constant<f64>(SIGN));
}

@inline
function sigmoid32(x: v128): v128 {
  const y = tanh32(f32x4.mul(x, constant<f32>(HALF)));
  return f32x4.add(f32x4.mul(y, constant<f32>(HALF)), constant<f32>(HALF));
}

@inline
function sigmoid64(x: v128): v128 {
  const e = expm1(f64x2.neg(f64x2.abs(x)));
  const positive = f64x2.div(constant<f64>(ONE), f64x2.add(e, constant<f64>(TWO)));
  const negative = f64x2.mul(f64x2.add(e, constant<f64>(ONE)), positive);
  return v128.bitselect(negative, positive, f64x2.lt(x, constant<f64>(ZERO)));
}

@inline
function clip<T>(x: v128, low: i32, high: i32): v128 {
  return v128.pmin<T>(v128.pmax<T>(x, constant<T>(low)), constant<T>(high));
}

/** The activation with this number; the table in src/trace/fast/fast-cell.ts gives the names. */
@inline
export function activate<T>(kind: i32, x: v128): v128 {
  if (kind == 0) return sizeof<T>() == 4 ? sigmoid32(x) : sigmoid64(x);
  if (kind == 1) return sizeof<T>() == 4 ? tanh32(x) : tanh64(x);
  if (kind == 2) {
    return clip<T>(v128.add<T>(v128.mul<T>(x, constant<T>(FIFTH)), constant<T>(HALF)), ZERO, ONE);
  }
  if (kind == 3) {
    return v128.div<T>(clip<T>(v128.add<T>(x, constant<T>(THREE)), ZERO, SIX), constant<T>(SIX));
  }
  if (kind == 4) return v128.pmax<T>(x, constant<T>(ZERO));
  return x;
}
