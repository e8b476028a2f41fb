import type { ElementType } from '../../elements/element-type.js';
import type { FloatStorage } from '../../ndarray/nd-array.js';
import { isFloat } from '../value.js';

const widths: Partial<Readonly<Record<ElementType, readonly [bits: number, signed: boolean]>>> = {
  int8: [8, true],
  int16: [16, true],
  int32: [32, true],
  uint8: [8, false],
  uint16: [16, false],
  uint32: [32, false],
};

/**
 * Whole numbers as their type holds them: those of 32 bits and fewer wrap around.
 * @throws RangeError for 64-bit numbers beyond 2^53, which are not held exactly here.
 */
export function wrapped(data: FloatStorage, type: ElementType): FloatStorage {
  if (isFloat(type) || type === 'bool') return data;
  const width = widths[type];
  for (let k = 0; k < data.length; k++) {
    const x = data[k]!;
    if (width === undefined) {
      if (!Number.isSafeInteger(x))
        throw new RangeError(`a whole number of it is beyond 2^53 or none: ${x}`);
    } else if (!Number.isInteger(x)) {
      throw new RangeError(`a whole number of it is none: ${x}`);
    } else data[k] = fold(x, width);
  }
  return data;
}

function fold(x: number, [bits, signed]: readonly [number, boolean]): number {
  const range = 2 ** bits;
  const low = x - range * Math.floor(x / range);
  return signed && low >= range / 2 ? low - range : low;
}

/** The least and greatest number of a small integer type. */
export function rangeOf(type: ElementType): readonly [number, number] {
  const [bits, signed] = widths[type] ?? [32, true];
  return signed ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
}
