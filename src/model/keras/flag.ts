import type { Json } from '../parse-json.js';

/** A flag of a config; what the framework assumes where it is silent. */
export function flagOr(config: Json, key: string, otherwise: boolean): boolean {
  const value = config[key];
  return typeof value === 'boolean' ? value : otherwise;
}
