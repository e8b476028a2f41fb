// How long code takes, said as IPython says it.

/** The clocks when something began. */
interface Start {
  readonly wall: number;
  readonly cpu: NodeJS.CpuUsage;
}

/** Starts the clocks. */
export const startClocks = (): Start => ({ wall: performance.now(), cpu: process.cpuUsage() });

/** What the clocks say: two lines. */
export function timesSince({ wall, cpu }: Start): string {
  const elapsed = performance.now() - wall;
  const { user, system } = process.cpuUsage(cpu);
  const [u, s, total] = [user, system, user + system].map((micro) => duration(micro / 1e3));
  return `CPU times: user ${u}, sys: ${s}, total: ${total}\nWall time: ${duration(elapsed)}\n`;
}

/** Milliseconds with three digits, in the unit that suits them. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 60e3) {
    const minutes = Math.floor(milliseconds / 60e3);
    return `${minutes}min ${Math.round((milliseconds % 60e3) / 1e3)}s`;
  }
  const [scale, unit] = units.find(([size]) => milliseconds >= size) ?? units.at(-1)!;
  return `${Number((milliseconds / scale).toPrecision(3))} ${unit}`;
}

const units = [
  [1e3, 's'],
  [1, 'ms'],
  [1e-3, 'µs'],
  [1e-6, 'ns'],
] as const;

/** One run shall take about so long, in milliseconds. */
const wantedRun = 200;

/**
 * Runs code many times.
 *
 * @param options `-n LOOPS` and `-r RUNS`; without them as many loops as take 0.2 s, and 7 runs
 * @returns mean and standard deviation over the runs, of one loop
 */
export async function measure(
  code: () => unknown,
  options: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const given = (letter: string): number | undefined => {
    const number = new RegExp(`-${letter}\\s*(\\d+)`).exec(options)?.[1];
    return number === undefined ? undefined : Math.max(1, Number(number));
  };
  const runs = given('r') ?? 7;
  const loops = given('n') ?? (await fittingLoops(code, signal));
  const times: number[] = [];
  for (let run = 0; run < runs && !signal?.aborted; run++)
    times.push((await timeLoops(code, loops)) / loops);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const deviation = Math.sqrt(
    times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / times.length,
  );
  const counted = (count: number, word: string): string =>
    `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
  return `${duration(mean)} ± ${duration(deviation)} per loop (mean ± std. dev. of ${counted(runs, 'run')}, ${counted(loops, 'loop')} each)\n`;
}

/** A power of ten. */
async function fittingLoops(code: () => unknown, signal: AbortSignal | undefined): Promise<number> {
  for (let loops = 1; ; loops *= 10)
    if ((await timeLoops(code, loops)) >= wantedRun || loops >= 1e9 || signal?.aborted)
      return loops;
}

async function timeLoops(code: () => unknown, loops: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < loops; i++) {
    const made = code();
    if (made instanceof Promise) await made;
  }
  return performance.now() - start;
}
