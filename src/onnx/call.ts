import type { ElementType } from '../elements/element-type.js';
import type { FloatType } from '../ndarray/make.js';
import { sizeOf } from '../ndarray/make.js';
import type { FloatStorage } from '../ndarray/nd-array.js';
import type { OnnxNode } from '../model/onnx/schema.js';
import type { OnnxTensor } from '../model/onnx/tensor-proto.js';
import type { RunBudget } from './run-budget.js';
import { storageFor, type Value } from './value.js';

/** One operation about to be done. */
export interface Call {
  /** The operation, as the file has it. */
  readonly node: OnnxNode;
  /** The version of the operator set that the node's meaning comes from. */
  readonly opset: number;
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** Values in the order of the node's inputs; undefined where one is left out. */
  readonly inputs: readonly (Value | undefined)[];
  /** What the run may still take. */
  readonly budget: RunBudget;
  /** Reads a tensor that stands in an attribute. */
  readonly read: (tensor: OnnxTensor) => Value;
}

/** Does one operation, as ONNX's operator documentation says; throws RangeError with the end of a sentence. */
export type Operator = (call: Call) => Value[];

/** An input that has to be there. */
export function inputOf({ inputs, node }: Call, at: number): Value {
  const value = inputs[at];
  if (value === undefined)
    throw new RangeError(`its input ${at + 1} of ${node.inputs.length} is missing`);
  return value;
}

/** A number from the attributes. */
export function numberOf({ node }: Call, name: string, otherwise: number): number {
  const value = node.attributes.get(name);
  if (value === undefined) return otherwise;
  if (typeof value !== 'number') throw new RangeError(`its attribute "${name}" should be a number`);
  return value;
}

/** A text from the attributes. */
export function textOf({ node }: Call, name: string, otherwise: string): string {
  const value = node.attributes.get(name);
  if (value === undefined) return otherwise;
  if (typeof value !== 'string') throw new RangeError(`its attribute "${name}" should be a text`);
  return value;
}

/** A list of numbers from the attributes. */
export function numbersOf({ node }: Call, name: string): number[] | undefined {
  const value = node.attributes.get(name);
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || value.some((n) => typeof n !== 'number')) {
    throw new RangeError(`its attribute "${name}" should be a list of numbers`);
  }
  return value as number[];
}

/** A list that is an attribute in older operator sets and an input in newer ones. */
export function listOf(call: Call, name: string, at: number): number[] | undefined {
  return numbersOf(call, name) ?? (call.inputs[at] && Array.from(call.inputs[at].data));
}

/** An axis counted from the front. */
export function axisOf(axis: number, rank: number): number {
  const from = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(axis) && from >= 0 && from < rank) return from;
  throw new RangeError(`there is no axis ${axis} among ${rank}`);
}

/**
 * A zero-filled storage for a result, after its size has been checked.
 * @throws RangeError for a shape that is none, or out of proportion.
 */
export function room(call: Call, type: ElementType, shape: readonly number[]): FloatStorage {
  if (shape.some((n) => !Number.isSafeInteger(n) || n < 0)) {
    throw new RangeError(`its result would have the shape ${shape.join(' × ')}`);
  }
  const size = sizeOf(shape);
  call.budget.memory(size);
  return storageFor(type, size, call.dtype);
}
