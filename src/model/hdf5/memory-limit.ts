// libhdf5 believes the sizes a damaged file declares and would take up to 2 GB for them; its build offers no limit.
// A WebAssembly memory grows through one method, though, and a failed growth is a failed malloc, which libhdf5 reports.

/** Enough for the largest chunk or attribute that is read at once: arrays are read through windows of a few MB. */
const greatest = 128 << 20;
const pageSize = 65_536;

/**
 * Runs something that instantiates libhdf5, and limits the memory of that instance.
 * @throws whatever `start` throws.
 */
export async function withMemoryLimit<T>(start: () => Promise<T>): Promise<T> {
  const original = WebAssembly.instantiate;
  const limited = async (...given: Parameters<typeof original>) => {
    const result = await original(...given);
    limit(result);
    return result;
  };
  WebAssembly.instantiate = limited as typeof original;
  try {
    return await start();
  } finally {
    WebAssembly.instantiate = original;
  }
}

/** Other code may instantiate modules meanwhile; libhdf5's is known by what it exports. */
function limit(result: WebAssembly.WebAssemblyInstantiatedSource | WebAssembly.Instance): void {
  const instance = 'instance' in result ? result.instance : result;
  const { memory, H5_libinit_g: isHdf5 } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || !isHdf5) return;
  const grow = memory.grow.bind(memory);
  memory.grow = (pages: number) => {
    if (memory.buffer.byteLength + pages * pageSize > greatest) {
      throw new RangeError(`libhdf5 asked for more than ${greatest} bytes`);
    }
    return grow(pages);
  };
}
