import type { Hdf5File } from './hdf5-file.js';

/** Several HDF5 files seen as one: a group has the members that it has in any of them. Closing it closes them all. */
export function joinHdf5(name: string, files: readonly Hdf5File[]): Hdf5File {
  const having = (path: string) => files.filter((file) => file.kind(path) !== undefined);
  return {
    name,
    budget: files[0]?.budget,
    kind: (path) => having(path)[0]?.kind(path),
    names: (path) => [...new Set(having(path).flatMap((file) => file.names(path)))],
    attribute(path, key) {
      for (const file of having(path)) {
        const value = file.attribute(path, key);
        if (value !== undefined) return value;
      }
      return undefined;
    },
    dataset: (path) => (having(path)[0] ?? files[0]!).dataset(path),
    close: () => files.forEach((file) => file.close()),
  };
}
