import { textAt } from './elf.js';

/** What a library of Windows takes from others, by their names in lower case, and what it gives. */
export interface PortableExecutable {
  readonly machine: number;
  readonly imports: Readonly<Record<string, readonly string[]>>;
  readonly exports: readonly string[];
}

/** Reads a 64-bit file: https://learn.microsoft.com/windows/win32/debug/pe-format. */
export function readPortableExecutable(file: Buffer): PortableExecutable {
  const header = file.readUInt32LE(0x3c);
  if (file.toString('latin1', header, header + 4) !== 'PE\0\0') throw new Error('no PE file');
  const optional = header + 24;
  const table = optional + file.readUInt16LE(header + 20);
  const place = (address: number) => {
    for (let k = 0; k < file.readUInt16LE(header + 6); k++) {
      const at = table + 40 * k;
      const from = file.readUInt32LE(at + 12);
      const within = address - from;
      if (within >= 0 && within < file.readUInt32LE(at + 16))
        return within + file.readUInt32LE(at + 20);
    }
    throw new Error(`no section holds ${address}`);
  };
  const text = (address: number) => textAt(file, place(address));
  const imports: Record<string, string[]> = {};
  for (
    let at = place(file.readUInt32LE(optional + 120));
    file.readUInt32LE(at + 12) !== 0;
    at += 20
  ) {
    const names: string[] = (imports[text(file.readUInt32LE(at + 12)).toLowerCase()] ??= []);
    for (let name = place(file.readUInt32LE(at)); ; name += 8) {
      const address = file.readBigUInt64LE(name);
      if (address === 0n) break;
      names.push(text(Number(address) + 2));
    }
  }
  const given = place(file.readUInt32LE(optional + 112));
  const names = place(file.readUInt32LE(given + 32));
  const exports = Array.from({ length: file.readUInt32LE(given + 24) }, (_, k) =>
    text(file.readUInt32LE(names + 4 * k)),
  );
  return { machine: file.readUInt16LE(header + 4), imports, exports };
}
