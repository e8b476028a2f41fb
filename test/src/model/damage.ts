// Run as a program: opens seeded mutations of samples and prints what came of each, a line of JSON for one sample after another.
// usage: node --import tsx test/src/model/damage.ts COUNT SEED SAMPLE…
import { Model } from '../../../src/api/model.js';
import type { ModelFile } from '../../../src/model/model-file.js';
import { cpuMilliseconds } from '../../cpu-time.js';
import { peakMegabytes } from '../../peak-memory.js';
import { repairSums } from './repair-sums.js';
import { complaint, openBytes, sampleBytes, type SampleName } from './samples.js';

/** What the program prints of one sample. */
export interface DamageReport {
  readonly opened: number;
  readonly refused: number;
  readonly complaints: readonly string[];
  /** Peak memory of the whole process until here, in MB. */
  readonly peakMegabytes: number;
  /** The slowest mutation, in ms of processor time. */
  readonly slowest: number;
}

function makeRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Bytes and bits changed, ranges cut out, doubled or set to the values that sizes go wrong with. */
function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const damaged = bytes.slice();
  for (let n = random(4); n >= 0; n--) {
    const at = random(damaged.length);
    const kind = random(5);
    if (kind === 0) damaged[at]! ^= 1 << random(8);
    if (kind === 1) damaged[at] = random(256);
    if (kind === 2) damaged.fill(0xff, at, at + 1 + random(8));
    if (kind === 3) damaged.fill(0, at, at + 1 + random(8));
    if (kind === 4) damaged.copyWithin(at, random(damaged.length), random(damaged.length));
  }
  if (random(20) === 0) return damaged.subarray(0, random(damaged.length));
  // A checksum catches what the readers behind it should survive by themselves.
  return random(2) === 0 ? repairSums(damaged) : damaged;
}

/** Why a summary of what was opened after all is not what it may be: a table, or an Error that says what is wrong in the file. */
function summaryComplaint(file: ModelFile): string | undefined {
  try {
    String(new Model(file).summary());
    return undefined;
  } catch (error) {
    const { message, stack } = error as Error;
    const accident = /undefined|null|not a function|call stack|Invalid|not iterable|\n/.test(
      message,
    );
    return accident || message.length > 500 ? `summary: ${stack}` : undefined;
  }
}

async function damage(sample: SampleName, count: number, seed: number): Promise<DamageReport> {
  const bytes = sampleBytes(sample);
  const random = makeRandom(seed);
  let opened = 0;
  let slowest = 0;
  const complaints: string[] = [];
  for (let n = 0; n < count; n++) {
    const start = process.cpuUsage();
    let ok = false;
    const attempt = openBytes(sample, mutate(bytes, random)).then((file) => {
      ok = true;
      return file;
    });
    const found =
      (await complaint(attempt)) ?? (await attempt.then(summaryComplaint, () => undefined));
    if (found !== undefined) complaints.push(`mutation ${n}: ${found}`);
    if (ok) opened++;
    slowest = Math.max(slowest, cpuMilliseconds(start));
  }
  return {
    opened,
    refused: count - opened,
    complaints: complaints.slice(0, 10),
    peakMegabytes: peakMegabytes(),
    slowest,
  };
}

const [count, seed, ...names] = process.argv.slice(2) as [string, string, ...SampleName[]];
for (const name of names) {
  process.stdout.write(`${JSON.stringify(await damage(name, Number(count), Number(seed)))}\n`);
}
