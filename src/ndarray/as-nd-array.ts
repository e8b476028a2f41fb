// Anything array-like as an array: see `nd-array.ts`.
export type { ArrayInput, NestedNumbers } from './plain.js';
export { asNdArray } from './nd-array.js';
