// ValueInfoProto and the TypeProto in it: names, types and shapes of what comes into a graph and goes out of it.
import type { ByteSource } from '../../files/byte-source.js';
import { fieldsOf, signed, text } from '../protobuf/message.js';
import type { ElementType } from '../../elements/element-type.js';
import { elementTypes } from './tensor-proto.js';

/** What comes into a graph or out of it. */
export interface OnnxValueInfo {
  /** The name of the value. */
  readonly name: string;
  /** TensorProto.DataType in NumPy's words; undefined for text, sequences and types that are not known here. */
  readonly type: ElementType | undefined;
  /** Sizes by axis; a name or null where they are open. Undefined where even the number of axes is. */
  readonly shape: readonly (number | string | null)[] | undefined;
}

/** Reads a ValueInfoProto. */
export function readValueInfo(source: ByteSource): OnnxValueInfo {
  let name = '';
  let found: Omit<OnnxValueInfo, 'name'> = { type: undefined, shape: undefined };
  for (const field of fieldsOf(source)) {
    if (field.number === 1) name = text(field);
    if (field.number === 2) found = readType(field.content);
  }
  return { name, ...found };
}

/** A TypeProto; of its kinds only tensors (field 1) are known here. */
function readType(source: ByteSource): Omit<OnnxValueInfo, 'name'> {
  let found: Omit<OnnxValueInfo, 'name'> = { type: undefined, shape: undefined };
  for (const field of fieldsOf(source))
    if (field.number === 1) found = readTensorType(field.content);
  return found;
}

function readTensorType(source: ByteSource): Omit<OnnxValueInfo, 'name'> {
  let type: OnnxValueInfo['type'];
  let shape: OnnxValueInfo['shape'];
  for (const field of fieldsOf(source)) {
    if (field.number === 1) type = elementTypes[signed(field)];
    if (field.number === 2) shape = readShape(field.content);
  }
  return { type, shape };
}

function readShape(source: ByteSource): (number | string | null)[] {
  const shape: (number | string | null)[] = [];
  for (const dimension of fieldsOf(source)) {
    if (dimension.number !== 1) continue;
    let size: number | string | null = null;
    for (const field of fieldsOf(dimension.content)) {
      if (field.number === 1) size = signed(field);
      if (field.number === 2) size = text(field);
    }
    // Exporters write open sizes as 0, -1 or an empty name, too.
    shape.push(size === '' || (typeof size === 'number' && size <= 0) ? null : size);
  }
  return shape;
}
