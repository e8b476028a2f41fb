/** A result as steps × units; NaN where it was not computed. */
export interface Probe {
  /** Row after row. */
  readonly values: Float64Array;
  /** The length of a row. */
  readonly units: number;
}

/** A part of a result at its place among `length` values, NaN around it. */
export function placed(part: Float64Array, start: number, length: number): Float64Array {
  if (part.length === length) return part;
  const all = new Float64Array(length).fill(NaN);
  all.set(part, start);
  return all;
}

/** Two results with equally many rows, the units of the second after those of the first. */
export function sideBySide(a: Probe, b: Probe): Probe {
  const units = a.units + b.units;
  const rows = a.values.length / a.units;
  const values = new Float64Array(rows * units);
  for (let row = 0; row < rows; row++) {
    values.set(a.values.subarray(row * a.units, (row + 1) * a.units), row * units);
    values.set(b.values.subarray(row * b.units, (row + 1) * b.units), row * units + a.units);
  }
  return { values, units };
}

/** Rows in the opposite order. */
export function flippedRows({ values, units }: Probe): Probe {
  const out = new Float64Array(values.length);
  const rows = values.length / units;
  for (let row = 0; row < rows; row++) {
    out.set(values.subarray(row * units, (row + 1) * units), (rows - 1 - row) * units);
  }
  return { values: out, units };
}

/** Rows so many steps later (earlier when negative); NaN where none come in. */
export function shiftedRows({ values, units }: Probe, shift: number): Probe {
  if (shift === 0) return { values, units };
  const out = new Float64Array(values.length).fill(NaN);
  const [from, to] = [Math.max(0, -shift) * units, Math.max(0, shift) * units];
  out.set(values.subarray(from, values.length - to), to);
  return { values: out, units };
}
