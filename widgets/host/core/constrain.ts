// Keeps the values of sliders and progress bars inside their limits, as ipywidgets does.

type Values = Readonly<Record<string, unknown>>;

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** The corrected traits when `value` lies outside `[min, max]`; empty when there is nothing to correct. */
export function constrain(values: Values): Record<string, unknown> {
  const { min, max, value, base } = values;
  if (!isNumber(min) || !isNumber(max) || min > max) return {};
  // The limits of a logarithmic slider are exponents.
  const [low, high] = isNumber(base) ? [base ** min, base ** max] : [min, max];
  const bounded = (x: unknown) => (isNumber(x) ? Math.min(high, Math.max(low, x)) : x);
  if (isNumber(value) && bounded(value) !== value) return { value: bounded(value) };
  if (!Array.isArray(value) || value.length !== 2) return {};
  return value.every((x) => bounded(x) === x) ? {} : { value: value.map(bounded) };
}
