// Places along an axis as NumPy counts them: from 0, negative ones from the end.

/** A part of one axis: an index (the axis goes), `[from, to, step]` as NumPy's `from:to:step`, or null for all of it. */
export type Range =
  number | null | readonly [from?: number | null, to?: number | null, step?: number | null];

/**
 * An index along an axis, counted from its start.
 * @throws RangeError for one that is not there, or no whole number.
 */
export function indexAt(index: number, length: number, axis: number): number {
  const at = index < 0 ? index + length : index;
  if (Number.isInteger(at) && at >= 0 && at < length) return at;
  throw indexError(index, length, `along axis ${axis}`);
}

function indexError(index: number, length: number, where: string): RangeError {
  if (typeof index === 'number' && !Number.isInteger(index)) {
    return new RangeError(`An index ${where} must be a whole number, but is ${index}`);
  }
  return new RangeError(
    typeof index !== 'number'
      ? `An index ${where} must be a whole number, but is ${typeof index} ${String(index)}`
      : `There is no index ${index} ${where}, which is ${length} long (0 to ${length - 1}, or -${length} to -1 from the end)`,
  );
}

/**
 * An axis of an array of `rank` axes, counted from the first.
 * @throws RangeError for an axis that is not there.
 */
export function axisAt(axis: number, rank: number): number {
  const at = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(at) && at >= 0 && at < rank) return at;
  throw new RangeError(`There is no axis ${axis} in an array of ${rank} axes`);
}

/**
 * Where a part of an axis begins or ends: negative from the end, and cut to the axis as NumPy's slices are. A part that is gone
 * through `backwards` holds its beginning and not its end, so it may end one place before the first.
 * @throws RangeError for something other than a whole number.
 */
export function boundAt(bound: number, length: number, axis: number, backwards = false): number {
  if (!Number.isInteger(bound)) throw indexError(bound, length, `along axis ${axis}`);
  const shift = backwards ? 1 : 0;
  return Math.max(-shift, Math.min(length - shift, bound < 0 ? bound + length : bound));
}

/**
 * NumPy's `from:to:step` of an axis: the lowest place that it covers, how many places there are before stepping, and the step.
 * @throws RangeError for a step of 0 or places that are no whole numbers.
 */
export function rangeAt(
  [from, to, step]: Exclude<Range, number | null>,
  length: number,
  axis: number,
): { low: number; count: number; step: number } {
  const by = step ?? 1;
  if (!Number.isInteger(by) || by === 0) {
    throw new RangeError(
      `The step along axis ${axis} must be a whole number other than 0, but is ${by}`,
    );
  }
  const back = by < 0;
  const start = boundAt(from ?? (back ? length - 1 : 0), length, axis, back);
  const end = to == null ? (back ? -1 : length) : boundAt(to, length, axis, back);
  const count = Math.max(0, back ? start - end : end - start);
  return { low: back ? end + 1 : start, count, step: by };
}

/**
 * The order of the axes that `transpose` is asked for: opposite without any; those not named stay where they are.
 * @throws RangeError where an axis is not there, or comes twice.
 */
export function axesOrder(axes: readonly number[], rank: number): number[] {
  const all = Array.from({ length: rank }, (_, axis) => axis);
  if (axes.length === 0) return all.reverse();
  const order = all.map((axis) => axisAt(axes[axis] ?? axis, rank));
  if (axes.length <= rank && new Set(order).size === rank) return order;
  throw new RangeError(
    `An array of ${rank} axes cannot be transposed to the axes ${axes.join(', ')}: name each once`,
  );
}

/**
 * The shape that `reshape` is asked for, with the length that -1 stands for.
 * @throws RangeError for a shape that holds another number of elements.
 */
export function shapeFor(shape: readonly number[], size: number): number[] {
  const known = shape.filter((length) => length !== -1).reduce((product, n) => product * n, 1);
  const open = shape.length - shape.filter((length) => length !== -1).length;
  const missing = open === 1 && known > 0 ? size / known : NaN;
  const lengths = shape.map((length) => (length === -1 ? missing : length));
  const right = lengths.every((n) => Number.isInteger(n) && n >= 0);
  if (right && lengths.reduce((product, n) => product * n, 1) === size) return lengths;
  throw new RangeError(`${size} numbers cannot be given the shape ${shape.join(' × ') || '()'}`);
}
