// `using` at the top of a cell: the resource lives as long as its name, since the next cell may well use it.

type Dispose = () => unknown;

/** The resources of one notebook. */
export class Resources {
  private readonly held = new Map<string, Dispose>();

  /**
   * Takes a resource into care; the one that had the name before is disposed of.
   *
   * @returns the resource
   * @throws TypeError when it cannot be disposed of
   */
  use<T>(name: string, resource: T): T {
    const dispose = disposerOf(name, resource);
    this.release(name);
    if (dispose) this.held.set(name, dispose);
    return resource;
  }

  /** Disposes of all, the last first. Errors are passed over: nobody is there to read them. */
  async close(): Promise<void> {
    for (const name of [...this.held.keys()].reverse())
      try {
        await this.release(name);
      } catch {
        // The others are to be disposed of all the same.
      }
  }

  private release(name: string): unknown {
    const dispose = this.held.get(name);
    this.held.delete(name);
    return dispose?.();
  }
}

function disposerOf(name: string, resource: unknown): Dispose | undefined {
  if (resource === null || resource === undefined) return undefined;
  const owner = Object(resource) as Record<symbol, unknown>;
  const dispose = owner[Symbol.dispose] ?? owner[Symbol.asyncDispose];
  if (typeof dispose !== 'function')
    throw new TypeError(`using ${name}: the value has no method [Symbol.dispose]`);
  return () => dispose.call(resource) as unknown;
}
