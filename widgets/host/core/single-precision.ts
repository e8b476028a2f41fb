import { decodeArray, encodeArray, type WireArray } from '../../state/index.js';

const isWireArray = (value: object): value is WireArray => 'dtype' in value && 'buffer' in value;

/** A trait on the wire with its float64 arrays as float32, but for those with a number that single precision cannot hold. */
export function singlePrecision(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(singlePrecision);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (isWireArray(value)) return value.dtype === 'float64' ? narrowed(value) : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, singlePrecision(inner)]),
  );
}

function narrowed(wire: WireArray): WireArray {
  const { data, shape } = decodeArray(wire);
  const narrow = Float32Array.from(data);
  const fits = narrow.every((x, i) => Number.isFinite(x) || !Number.isFinite(data[i]));
  return fits ? encodeArray(narrow, shape) : wire;
}
