/** The part of onnxruntime-node that is used; it is an optional peer, so its types may not be there. */
interface OnnxRuntime {
  readonly InferenceSession: {
    create(model: Uint8Array): Promise<{
      run(feeds: Record<string, unknown>): Promise<Record<string, OnnxTensor>>;
      release(): Promise<void>;
    }>;
  };
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => unknown;
  readonly env: { readonly versions?: { readonly node?: string; readonly common?: string } };
}

interface OnnxTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** Loads onnxruntime-node; undefined when it is not installed. */
async function load(): Promise<OnnxRuntime | undefined> {
  // A name that the compiler does not resolve: the package is optional.
  const name: string = 'onnxruntime-node';
  try {
    const module = (await import(name)) as OnnxRuntime & { default?: OnnxRuntime };
    return module.default ?? module;
  } catch {
    return undefined;
  }
}

/**
 * Runs an ONNX model of one recurrent node (`onnxModel`) in onnxruntime-node; undefined when that is not installed.
 * @param shape samples × time × features of the data; the result is samples × time × (directions · units).
 */
export async function runOnnxInNode(
  model: Uint8Array,
  data: Float32Array,
  shape: readonly number[],
): Promise<{ data: Float32Array; engine: string } | undefined> {
  const runtime = await load();
  if (!runtime) return undefined;
  const [samples = 0, time = 0, features = 0] = shape;
  const timeFirst = exchanged(data, [samples, time, features]);
  const session = await runtime.InferenceSession.create(model);
  try {
    const X = new runtime.Tensor('float32', timeFirst, [time, samples, features]);
    const { Y } = await session.run({ X });
    const version = runtime.env.versions?.node ?? runtime.env.versions?.common ?? '';
    return { data: samplesFirst(Y!), engine: `onnxruntime-node ${version}`.trim() };
  } finally {
    await session.release();
  }
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
function samplesFirst({ data, dims }: OnnxTensor): Float32Array {
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
