/** What a shared library of Linux wants of the process that loads it. */
export interface ElfNeeds {
  /** Libraries that the loader has to find. */
  readonly libraries: number;
  /** Whether it names versions of symbols, which an older C library does not have. */
  readonly versions: boolean;
  /** Symbols that others must have. */
  readonly symbols: readonly string[];
}

/** Reads the dynamic section and symbols of a 64-bit little-endian file: https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html. */
export function elfNeeds(file: Buffer): ElfNeeds {
  const long = (at: number) => Number(file.readBigUInt64LE(at));
  const [start, size, count] = [long(40), file.readUInt16LE(58), file.readUInt16LE(60)];
  const sections = Array.from({ length: count }, (_, k) => {
    const at = start + k * size;
    return {
      type: file.readUInt32LE(at + 4),
      offset: long(at + 24),
      bytes: long(at + 32),
      link: file.readUInt32LE(at + 40),
    };
  });
  const dynamic = sections.find(({ type }) => type === 6)!;
  const tags = Array.from({ length: dynamic.bytes / 16 }, (_, k) => long(dynamic.offset + 16 * k));
  const known = sections.find(({ type }) => type === 11)!;
  const names = sections[known.link]!.offset;
  const symbols = Array.from({ length: known.bytes / 24 }, (_, k) => known.offset + 24 * k)
    .filter((at) => file.readUInt16LE(at + 6) === 0 && file.readUInt32LE(at) !== 0)
    .map((at) => textAt(file, names + file.readUInt32LE(at)));
  return {
    libraries: tags.filter((tag) => tag === 1).length,
    versions: tags.includes(0x6ffffffe),
    symbols,
  };
}

/** A text that ends with a zero. */
export function textAt(file: Buffer, at: number): string {
  return file.toString('latin1', at, file.indexOf(0, at));
}
