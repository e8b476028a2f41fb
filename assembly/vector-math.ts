// Activations of one vector register, in float32 (4 lanes) or float64 (2 lanes). All go through expm1 of a number that is not
// positive, so nothing overflows and small numbers keep their digits.

/** Bits of the mantissa. */
@inline
function mantissa<T>(): i32 {
  return sizeof<T>() == 4 ? 23 : 52;
}

@inline
function poly<T>(p: v128, r: v128, coefficient: f64): v128 {
  return v128.add<T>(v128.mul<T>(p, r), v128.splat<T>(<T>coefficient));
}

/** exp(x) − 1 for x ≤ 0: x = n ln2 + r, a polynomial for exp(r) − 1, and 2ⁿ put together from its bits. */
@inline
function expm1<T>(x0: v128): v128 {
  const lowest: f64 = sizeof<T>() == 4 ? -87.0 : -708.0;
  const magic: f64 = sizeof<T>() == 4 ? 12582912.0 : 6755399441055744.0;
  const ln2High: f64 = sizeof<T>() == 4 ? 0.693359375 : 0.693147180369123816490;
  const ln2Low: f64 = sizeof<T>() == 4 ? -2.12194440e-4 : 1.90821492927058770002e-10;
  const x = v128.max<T>(x0, v128.splat<T>(<T>lowest));
  // Adding the magic number leaves the nearest whole number in the lowest bits of the sum.
  const shifted = v128.add<T>(v128.mul<T>(x, v128.splat<T>(<T>1.4426950408889634)), v128.splat<T>(<T>magic));
  const n = v128.sub<T>(shifted, v128.splat<T>(<T>magic));
  let r = v128.sub<T>(x, v128.mul<T>(n, v128.splat<T>(<T>ln2High)));
  r = v128.sub<T>(r, v128.mul<T>(n, v128.splat<T>(<T>ln2Low)));
  let p: v128;
  if (sizeof<T>() == 4) {
    p = v128.splat<T>(<T>(1.0 / 5040.0));
  } else {
    p = v128.splat<T>(<T>(1.0 / 6227020800.0));
    p = poly<T>(p, r, 1.0 / 479001600.0);
    p = poly<T>(p, r, 1.0 / 39916800.0);
    p = poly<T>(p, r, 1.0 / 3628800.0);
    p = poly<T>(p, r, 1.0 / 362880.0);
    p = poly<T>(p, r, 1.0 / 40320.0);
    p = poly<T>(p, r, 1.0 / 5040.0);
  }
  p = poly<T>(p, r, 1.0 / 720.0);
  p = poly<T>(p, r, 1.0 / 120.0);
  p = poly<T>(p, r, 1.0 / 24.0);
  p = poly<T>(p, r, 1.0 / 6.0);
  p = poly<T>(p, r, 0.5);
  p = v128.add<T>(v128.mul<T>(v128.mul<T>(p, r), r), r);
  const scale =
    sizeof<T>() == 4
      ? i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23)
      : i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  return v128.add<T>(v128.mul<T>(scale, p), v128.sub<T>(scale, v128.splat<T>(<T>1)));
}

@inline
function sigmoid<T>(x: v128): v128 {
  const e = expm1<T>(v128.neg<T>(v128.abs<T>(x)));
  const one = v128.splat<T>(<T>1);
  const positive = v128.div<T>(one, v128.add<T>(e, v128.splat<T>(<T>2)));
  const negative = v128.mul<T>(v128.add<T>(e, one), positive);
  return v128.bitselect(negative, positive, v128.lt<T>(x, v128.splat<T>(<T>0)));
}

@inline
function tanh<T>(x: v128): v128 {
  const e = expm1<T>(v128.mul<T>(v128.abs<T>(x), v128.splat<T>(<T>-2)));
  const size = v128.div<T>(v128.neg<T>(e), v128.add<T>(e, v128.splat<T>(<T>2)));
  const sign = v128.splat<T>(<T>-0.0);
  return v128.bitselect(x, size, sign);
}

@inline
function clip<T>(x: v128, low: f64, high: f64): v128 {
  return v128.min<T>(v128.max<T>(x, v128.splat<T>(<T>low)), v128.splat<T>(<T>high));
}

/** The activation with this number; the table in src/trace/fast/fast-cell.ts gives the names. */
@inline
export function activate<T>(kind: i32, x: v128): v128 {
  if (kind == 0) return sigmoid<T>(x);
  if (kind == 1) return tanh<T>(x);
  if (kind == 2) {
    return clip<T>(v128.add<T>(v128.mul<T>(x, v128.splat<T>(<T>0.2)), v128.splat<T>(<T>0.5)), 0, 1);
  }
  if (kind == 3) {
    return v128.div<T>(clip<T>(v128.add<T>(x, v128.splat<T>(<T>3)), 0, 6), v128.splat<T>(<T>6));
  }
  if (kind == 4) return v128.max<T>(x, v128.splat<T>(<T>0));
  return x;
}
