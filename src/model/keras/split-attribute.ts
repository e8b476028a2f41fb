import type { Hdf5File } from '../../hdf5/hdf5-file.js';

/** An attribute that holds one text. */
export function textAttribute(file: Hdf5File, path: string, name: string): string | undefined {
  const value = file.attribute(path, name);
  return typeof value === 'string' ? value : undefined;
}

/** A list of texts. Lists over 64 kB do not fit one attribute: Keras cuts them into `name0`, `name1`… */
export function textsAttribute(file: Hdf5File, path: string, name: string): string[] | undefined {
  const whole = file.attribute(path, name);
  if (whole !== undefined) return texts(whole);
  const parts: string[] = [];
  for (let n = 0; ; n++) {
    const part = file.attribute(path, `${name}${n}`);
    if (part === undefined) return n ? parts : undefined;
    for (const text of texts(part)) parts.push(text);
  }
}

/** h5py stores an empty list as numbers, of which there are none. */
function texts(value: string | readonly (string | number)[]): string[] {
  return typeof value === 'string' ? [value] : value.filter((item) => typeof item === 'string');
}
