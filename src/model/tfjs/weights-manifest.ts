import { BadFileError, UnsupportedError } from '../../errors.js';
import { quote } from '../../files/quote.js';
import { decodeElements } from '../../elements/decode-elements.js';
import { countElements, elementSize, type ElementType } from '../../elements/element-type.js';
import type { ByteSource } from '../../files/byte-source.js';
import { toNdArray } from '../../ndarray/nd-array.js';
import type { Tensor } from '../model-file.js';
import { isJson, textOf, type Json } from '../parse-json.js';
import { makeTensor } from '../tensor.js';

const types = new Map<unknown, ElementType>([
  ['float16', 'float16'],
  ['float32', 'float32'],
  ['int32', 'int32'],
  ['uint8', 'uint8'],
  ['uint16', 'uint16'],
  ['bool', 'bool'],
]);

/**
 * The tensors of one group of the manifest. They stand one after the other in the group's files, taken together.
 * @throws Error when a tensor reaches beyond the files.
 */
export function readManifest(
  file: string,
  group: unknown,
  open: (files: readonly string[]) => ByteSource,
): Tensor[] {
  const { paths, weights } = isJson(group) ? group : {};
  if (
    !Array.isArray(paths) ||
    !Array.isArray(weights) ||
    !paths.every((p) => typeof p === 'string')
  ) {
    throw new BadFileError(`${file}: its weights manifest is damaged; get the file anew`, { file });
  }
  const source = open(paths);
  let offset = 0;
  return weights.map((entry: unknown) => {
    const weight = readEntry(file, entry);
    const place = { source, offset, size: weight.count * elementSize[weight.stored] };
    offset += place.size;
    if (offset > source.size) {
      throw new BadFileError(
        `${file}: ${quote(weight.name)} reaches beyond the files of weights; get them anew`,
        { file },
      );
    }
    return tensorAt(weight, place);
  });
}

interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly count: number;
  /** The type in the file; quantised weights are widened from it. */
  readonly stored: ElementType;
  readonly quantised: { readonly scale: number; readonly min: number } | undefined;
}

function readEntry(file: string, entry: unknown): Weight {
  const { name, shape, dtype, quantization } = isJson(entry) ? entry : ({} as Json);
  const quantisation = isJson(quantization) ? quantization : undefined;
  const stored = types.get(quantisation ? quantisation['dtype'] : dtype);
  const count = Array.isArray(shape) ? countElements(shape) : undefined;
  if (!stored || count === undefined) {
    throw new UnsupportedError(
      `${file}: the weight ${quote(textOf(name) ?? '?')} has a type or shape that gatelab cannot read`,
      { file },
    );
  }
  const { scale, min } = quantisation ?? {};
  const quantised =
    typeof scale === 'number' && typeof min === 'number' ? { scale, min } : undefined;
  return { name: textOf(name) ?? '', shape: shape as number[], count, stored, quantised };
}

function tensorAt(
  { name, shape, stored, quantised }: Weight,
  { source, offset, size }: { source: ByteSource; offset: number; size: number },
): Tensor {
  const read = () => {
    const data = decodeElements(source.read(offset, size), stored);
    // As TensorFlow.js does it: worked out in double precision, kept in single.
    const widened =
      quantised && Float32Array.from(data, (v) => v * quantised.scale + quantised.min);
    return toNdArray({ data: widened ?? data, shape });
  };
  const dtype = quantised ? `${stored} (quantised)` : stored;
  return makeTensor({ name, shape, type: stored, dtype, read });
}
