import { loadOnnxRuntime, type OnnxTensor } from '../onnxruntime/load.js';

/** Rows to run: samples × time × features, and how many samples at once. */
export interface OnnxRows {
  /** The numbers, in C order. */
  readonly data: Float32Array;
  /** Samples, time, features. */
  readonly shape: readonly number[];
  /** Samples that go in at once. */
  readonly batchSize: number;
  /** Other batch sizes, to see how far the engine is from itself. */
  readonly otherSizes: readonly number[];
}

/**
 * Runs an ONNX model of one recurrent node (`onnxModel`) in onnxruntime-node; undefined when that is not installed. The result is
 * samples × time × (directions · units).
 */
export async function runOnnxInNode(
  model: Uint8Array,
  { data, shape, batchSize, otherSizes }: OnnxRows,
): Promise<{ data: Float32Array; engine: string; noiseFloor: number | undefined } | undefined> {
  const runtime = await loadOnnxRuntime();
  if (!runtime) return undefined;
  const session = await runtime.InferenceSession.create(model);
  const inBatches = async (size: number) => {
    const [samples = 0, time = 0, features = 0] = shape;
    const parts: Float32Array[] = [];
    for (let from = 0; from < samples; from += size) {
      const count = Math.min(size, samples - from);
      const rows = data.subarray(from * time * features, (from + count) * time * features);
      const timeFirst = exchanged(rows, [count, time, features]);
      const X = new runtime.Tensor('float32', timeFirst, [time, count, features]);
      parts.push(samplesFirst((await session.run({ X }))['Y']!));
    }
    return joined(parts);
  };
  try {
    const all = await inBatches(batchSize);
    let noiseFloor: number | undefined;
    for (const size of otherSizes) {
      const again = await inBatches(size);
      noiseFloor = again.reduce(
        (most, x, k) => Math.max(most, Math.abs(x - all[k]!)),
        noiseFloor ?? 0,
      );
    }
    const version = runtime.env.versions?.node ?? runtime.env.versions?.common ?? '';
    return { data: all, engine: `onnxruntime-node ${version}`.trim(), noiseFloor };
  } finally {
    await session.release();
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** The first two axes exchanged. */
function exchanged(data: Float32Array, [a, b, width]: [number, number, number]): Float32Array {
  const out = new Float32Array(data.length);
  for (let i = 0; i < a; i++) {
    for (let j = 0; j < b; j++) {
      const from = (i * b + j) * width;
      out.set(data.subarray(from, from + width), (j * a + i) * width);
    }
  }
  return out;
}

/** Y (time × directions × samples × units) as samples × time × (directions · units). */
function samplesFirst(Y: OnnxTensor): Float32Array {
  const { dims } = Y;
  const data = Y.data as Float32Array;
  const [time = 0, directions = 0, samples = 0, units = 0] = dims;
  const out = new Float32Array(data.length);
  for (let t = 0; t < time; t++) {
    for (let d = 0; d < directions; d++) {
      for (let n = 0; n < samples; n++) {
        const from = ((t * directions + d) * samples + n) * units;
        out.set(data.subarray(from, from + units), ((n * time + t) * directions + d) * units);
      }
    }
  }
  return out;
}
