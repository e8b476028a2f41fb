// Run as a program: opens random files of one kind and prints what came of them, as JSON.
// usage: node --import tsx test/src/model/fuzz/fuzz.ts KIND COUNT SEED
import { Model } from '../../../../src/api/model.js';
import { cpuMilliseconds } from '../../../cpu-time.js';
import { peakMegabytes } from '../../../peak-memory.js';
import type { DamageReport } from '../damage.js';
import { complaint, openBytes, type SampleName } from '../samples.js';
import { kinds, type Kind } from './kinds.js';
import { Random } from './random.js';

/** The error of working with an opened model is a sentence, too; which file it is in, somebody above may say. */
function workComplaint(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const { message, stack } = error as Error;
    const accident = /undefined|not a function|call stack|Invalid (typed )?array|not iterable|\n/;
    return accident.test(message) || message.length > 500 ? stack : undefined;
  }
}

async function tryOne(sample: SampleName, bytes: Uint8Array) {
  const attempt = openBytes(sample, bytes);
  const problem = await complaint(attempt);
  const file = problem === undefined ? await attempt.catch(() => undefined) : undefined;
  if (!file) return { opened: false, problem };
  const found = workComplaint(() => String(new Model(file).summary()));
  return { opened: true, problem: found && `summary: ${found}` };
}

const [kind, count, seed] = process.argv.slice(2) as [Kind, string, string];
const { sample, make } = kinds[kind];
let [opened, refused, slowest] = [0, 0, 0];
const complaints: string[] = [];
for (let n = 0; n < Number(count); n++) {
  // Every file has a seed of its own, so that one can be made again by itself.
  const bytes = make(new Random(Number(seed) + n));
  const start = process.cpuUsage();
  const found = await tryOne(sample, Uint8Array.from(bytes));
  slowest = Math.max(slowest, cpuMilliseconds(start));
  if (found.opened) opened++;
  else refused++;
  if (found.problem !== undefined) complaints.push(`seed ${Number(seed) + n}: ${found.problem}`);
}
const report: DamageReport = {
  opened,
  refused,
  complaints: complaints.slice(0, 10),
  peakMegabytes: peakMegabytes(),
  slowest,
};
process.stdout.write(JSON.stringify(report));
