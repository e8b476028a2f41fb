// Files whose own structure is bent: places in HDF5 that lead to other places of the same file, entries of zips that are others'.
import { repairSums } from '../repair-sums.js';
import { sampleBytes, type SampleName } from '../samples.js';
import type { Random } from './random.js';

const signatures = ['TREE', 'SNOD', 'HEAP', 'GCOL', 'OHDR', 'OCHK', 'FRHP', 'FHDB', 'BTHD', 'BTLF'];

/** Where the blocks of an HDF5 file begin; those of headers without a signature are found as what others point to. */
function blocksOf(bytes: Buffer): number[] {
  const places = new Set<number>();
  for (const signature of signatures) {
    for (let at = bytes.indexOf(signature); at >= 0; at = bytes.indexOf(signature, at + 1))
      places.add(at);
  }
  return [...places];
}

/** Fields of eight bytes that hold a place within the file. */
function pointersOf(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += 4) {
    const value = bytes.readBigUInt64LE(at);
    if (value >= 48n && value < BigInt(bytes.length) && value % 8n === 0n) found.push(at);
  }
  return found;
}

/** An HDF5 file some of whose places were exchanged: links that go round, blocks that are shared, sizes that are places. */
export function bentHdf5(random: Random, name: SampleName): Uint8Array {
  const bytes = Buffer.from(sampleBytes(name));
  const pointers = pointersOf(bytes);
  const blocks = blocksOf(bytes);
  for (let n = random.below(3); n >= 0; n--) {
    const at = random.pick(pointers);
    const to =
      random.oneIn(3) && blocks.length > 0
        ? BigInt(random.pick(blocks))
        : bytes.readBigUInt64LE(random.pick(pointers));
    bytes.writeBigUInt64LE(
      random.oneIn(8) ? BigInt(Math.floor(Math.abs(random.size() % 2 ** 53))) : to,
      at,
    );
    if (random.oneIn(3))
      bytes.writeUInt16LE(random.pick([0, 1, 255, 65_535]), random.pick(blocks) + 6);
  }
  return bytes;
}

/** A zip whose directory leads elsewhere: entries that share bytes, overlap, or are each other's. */
export function bentZip(random: Random, name: SampleName): Uint8Array {
  const bytes = Buffer.from(sampleBytes(name));
  const entries: number[] = [];
  for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 1))
    entries.push(at);
  const field = random.pick([10, 20, 24, 28, 42]);
  for (let n = random.below(3); n >= 0; n--) {
    const at = random.pick(entries);
    const value = bytes.readUInt32LE(random.pick(entries) + field);
    const odd = random.oneIn(3) ? random.pick([0, 1, 0xffff, 0xffffffff, 0x7fffffff]) : value;
    if (field === 10 || field === 28) bytes.writeUInt16LE(odd & 0xffff, at + field);
    else bytes.writeUInt32LE(odd >>> 0, at + field);
  }
  return random.oneIn(2) ? repairSums(bytes) : bytes;
}
