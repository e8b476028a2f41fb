import { isJson } from '../parse-json.js';

/** Python's tuples have no place in JSON: SavedModels and Keras 3 write them as objects of a class `__tuple__`. */
export function untuple(value: unknown, depth = 0): unknown {
  if (depth > 64) return value;
  if (Array.isArray(value)) return value.map((item) => untuple(item, depth + 1));
  if (!isJson(value)) return value;
  if (value['class_name'] === '__tuple__') {
    const inner = isJson(value['config']) ? value['config']['value'] : value['items'];
    return untuple(Array.isArray(inner) ? inner : [], depth + 1);
  }
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, untuple(v, depth + 1)]));
}
