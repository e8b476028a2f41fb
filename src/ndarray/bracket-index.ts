/** What can be asked for the part at a place along its first axis. */
interface Indexed {
  at(index: number): unknown;
}

/**
 * A prototype that answers `array[3]` and `array[-1]` with `array.at(…)`. It stands behind a class's own prototype, so that nothing
 * that the class has is slower for it.
 */
export function bracketIndex(isInstance: (value: unknown) => value is Indexed): object {
  return new Proxy(Object.create(Object.prototype) as object, {
    get(target, key, receiver: unknown) {
      const index = placeIn(key);
      if (index === undefined || !isInstance(receiver))
        return Reflect.get(target, key, receiver) as unknown;
      return receiver.at(index);
    },
    set(target, key, value, receiver) {
      if (placeIn(key) === undefined) return Reflect.set(target, key, value, receiver);
      throw new TypeError(
        `An array's numbers are not set by array[${String(key)}]: use array.set(index, …, value)`,
      );
    },
  });
}

/** The number that a key is; undefined for names and symbols. */
function placeIn(key: string | symbol): number | undefined {
  if (typeof key !== 'string') return undefined;
  const number = Number(key);
  return String(number) === key ? number : undefined;
}
