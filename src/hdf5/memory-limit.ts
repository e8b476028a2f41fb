// libhdf5 believes the sizes a damaged file declares and would take up to 2 GB for them; its build offers no limit.
// A WebAssembly memory grows through one method, though, and a failed growth is a failed malloc, which libhdf5 reports.

/** Enough for the largest chunk or attribute that is read at once: arrays are read through windows of a few MB. In bytes. */
export const greatest = 128 << 20;
const pageSize = 65_536;
/** Emscripten asks thrice for less and less beyond what it needs, and then tells malloc that there is none. */
const attempts = 3;

/** What was started, and how often it was refused memory since. */
export interface Limited<T> {
  /** What was started. */
  readonly value: T;
  /** How often it was refused memory since. */
  refusals(): number;
}

/**
 * Runs something that instantiates libhdf5, and limits the memory of that instance.
 * @throws whatever `start` throws.
 */
export async function withMemoryLimit<T>(start: () => Promise<T>): Promise<Limited<T>> {
  const original = WebAssembly.instantiate;
  let refusals = 0;
  const limited = async (...given: Parameters<typeof original>) => {
    const result = await original(...given);
    limit(result, () => refusals++);
    return result;
  };
  WebAssembly.instantiate = limited as typeof original;
  try {
    return { value: await start(), refusals: () => refusals };
  } finally {
    WebAssembly.instantiate = original;
  }
}

/** Other code may instantiate modules meanwhile; libhdf5's is known by what it exports. */
function limit(
  result: WebAssembly.WebAssemblyInstantiatedSource | WebAssembly.Instance,
  whenRefused: () => void,
): void {
  const instance = 'instance' in result ? result.instance : result;
  const { memory, H5_libinit_g: isHdf5 } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || !isHdf5) return;
  const grow = memory.grow.bind(memory);
  let tried = 0;
  memory.grow = (pages: number) => {
    if (memory.buffer.byteLength + pages * pageSize > greatest) {
      if (++tried % attempts === 0) whenRefused();
      throw new RangeError(`libhdf5 asked for more than ${greatest} bytes`);
    }
    tried = 0;
    return grow(pages);
  };
}
