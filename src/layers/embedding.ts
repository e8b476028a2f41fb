import { ArgumentError } from '../errors.js';
import { zeros, floatTypeOf, sizeOf, toStorage } from '../ndarray/make.js';
import type { LayerSpec } from '../model/model-file.js';
import type { Batch } from '../trace/batch.js';
import { flagIn, numberIn } from './config.js';
import type { Runner } from './runner.js';
import { simpleRunner } from './runner.js';

/** Embedding: every whole number becomes the row of the table that it counts. `mask_zero` masks the zeros. */
export function embeddingRunner({ name, config, weights }: LayerSpec): Runner {
  const width = () => numberIn(config, 'output_dim', 0) || weights[0]!.shape[1]!;
  return simpleRunner(
    (input) => [...input, width()],
    (input) => {
      const table = weights[0]!.read();
      const [rows = 0, columns = 0] = table.shape;
      const flat = toStorage(table, floatTypeOf(input.data));
      const count = sizeOf(input.shape);
      const data = zeros(count * columns, floatTypeOf(input.data));
      for (let k = 0; k < count; k++) {
        const token = input.data[k]!;
        if (!Number.isInteger(token) || token < 0 || token >= rows) {
          throw new ArgumentError(
            `Layer "${name}" knows the numbers 0 to ${rows - 1}, but the input has ${token}`,
          );
        }
        data.set(flat.subarray(token * columns, (token + 1) * columns), k * columns);
      }
      const mask = flagIn(config, 'mask_zero', false) ? { mask: nonZero(input) } : {};
      return { data, shape: [...input.shape, columns], ...mask };
    },
  );
}

function nonZero({ data }: Batch): Uint8Array {
  return Uint8Array.from(data, (token) => (token === 0 ? 0 : 1));
}

/** Masking: steps whose features all equal `mask_value` are masked, and set to zero as Keras does. */
export function maskingRunner({ config }: LayerSpec): Runner {
  const value = numberIn(config, 'mask_value', 0);
  return simpleRunner(
    (input) => input,
    ({ data, shape }) => {
      const [samples = 0, steps = 0] = shape;
      const width = sizeOf(shape.slice(2));
      const mask = new Uint8Array(samples * steps);
      const kept = data.slice();
      for (let row = 0; row < mask.length; row++) {
        const step = kept.subarray(row * width, (row + 1) * width);
        mask[row] = step.some((x) => x !== value) ? 1 : 0;
        if (!mask[row]) step.fill(0);
      }
      return { data: kept, shape, mask };
    },
  );
}
