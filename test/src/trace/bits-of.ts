import type { Trace } from '../../../src/index.js';

/** All that a trace holds, bit by bit. */
export function bitsOf(trace: Trace): Readonly<Record<string, string>> {
  const arrays = [
    ...trace.series.map((name) => [name, trace.get(name)] as const),
    ...trace.outputs.map((array, k) => [`output ${k}`, array] as const),
    ...Object.entries(trace.finalState).map(([name, array]) => [`final ${name}`, array] as const),
  ];
  return Object.fromEntries(
    arrays.map(([name, { data, shape }]) => {
      const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
      return [name, `${shape.join(' × ')}: ${bytes.toString('base64')}`];
    }),
  );
}
