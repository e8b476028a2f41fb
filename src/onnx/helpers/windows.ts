import { numberOf, numbersOf, textOf, type Call } from '../call.js';

/** Where a window stands on each spatial axis, as convolutions and pooling say it. */
export interface Windows {
  /** The size of what is read. */
  readonly input: readonly number[];
  /** Places of a window. */
  readonly kernel: readonly number[];
  /** How many windows there are. */
  readonly output: readonly number[];
  /** From one window to the next. */
  readonly strides: readonly number[];
  /** From one place of a window to the next. */
  readonly dilations: readonly number[];
  /** Zeros in front of each axis. */
  readonly before: readonly number[];
  /** Zeros behind each axis. */
  readonly after: readonly number[];
}

/**
 * Works out where windows stand, from the attributes `kernel_shape strides dilations pads auto_pad ceil_mode`.
 * @throws RangeError for sizes that are none.
 */
export function windowsOf(
  call: Call,
  input: readonly number[],
  kernel: readonly number[],
): Windows {
  const rank = input.length;
  const list = (name: string, otherwise: number, count = rank) => {
    const found = numbersOf(call, name) ?? new Array<number>(count).fill(otherwise);
    if (found.length === count && found.every((n) => Number.isInteger(n) && n >= otherwise)) {
      return found;
    }
    throw new RangeError(`its ${name} are ${found.join(', ')} for ${rank} axes`);
  };
  const strides = list('strides', 1);
  const dilations = list('dilations', 1);
  const pads = list('pads', 0, 2 * rank);
  const auto = textOf(call, 'auto_pad', 'NOTSET');
  const spans = kernel.map((size, axis) => (size - 1) * dilations[axis]! + 1);
  const [before, after] = [pads.slice(0, rank), pads.slice(rank)];
  if (auto === 'VALID') for (const margin of [before, after]) margin.fill(0);
  if (auto.startsWith('SAME')) {
    input.forEach((size, axis) => {
      const count = Math.ceil(size / strides[axis]!);
      const missing = Math.max(0, (count - 1) * strides[axis]! + spans[axis]! - size);
      const small = Math.floor(missing / 2);
      before[axis] = auto === 'SAME_LOWER' ? missing - small : small;
      after[axis] = missing - before[axis]!;
    });
  }
  const ceil = numberOf(call, 'ceil_mode', 0) !== 0;
  const output = input.map((size, axis) => {
    const room = size + before[axis]! + after[axis]! - spans[axis]!;
    const steps = room / strides[axis]!;
    const count = (ceil ? Math.ceil(steps) : Math.floor(steps)) + 1;
    // A window that begins behind the input and its padding in front is not taken.
    const beyond = ceil && (count - 1) * strides[axis]! >= size + before[axis]!;
    return beyond ? count - 1 : count;
  });
  if (output.some((n) => n < 1)) {
    throw new RangeError(
      `its window of ${kernel.join(' × ')} does not fit into ${input.join(' × ')}`,
    );
  }
  return { input, kernel, output, strides, dilations, before, after };
}

/** Calls `each` with every list of indices below the sizes, in C order. */
export function eachIndex(
  sizes: readonly number[],
  each: (index: readonly number[]) => void,
): void {
  if (sizes.some((n) => n === 0)) return;
  const index = sizes.map(() => 0);
  for (;;) {
    each(index);
    let axis = sizes.length - 1;
    while (axis >= 0 && ++index[axis]! === sizes[axis]) index[axis--] = 0;
    if (axis < 0) return;
  }
}
