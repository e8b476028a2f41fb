// How bench/trace.mjs shows what it measured.

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** Floating point operations of the sums of a trace. */
const flopsOf = ([samples, steps, features, units]) =>
  samples * steps * 8 * units * (features + units);

/**
 * A table of one size: times in milliseconds, and how many times the CPU time of the fastest hidden-states-alone peer each takes: on a busy machine, CPU
 * time says more than the clock.
 */
export function table({ size, times, peak }) {
  const [samples, steps, features, units] = size;
  const best = (name) => Math.min(...times.get(name).cpu);
  const names = [...times.keys()];
  const hidden = names.filter((name) => name.endsWith(', h'));
  const fastest = hidden.length > 0 ? Math.min(...hidden.map(best)) : undefined;
  const rows = names.map((name) => {
    const { wall, cpu } = times.get(name);
    const rate = flopsOf(size) / best(name) / 1e6;
    const ratio = fastest === undefined ? '' : (best(name) / fastest).toFixed(2);
    const numbers = [Math.min(...wall), median(wall), Math.min(...cpu)].map((x) => x.toFixed(3));
    const most = name.includes('float64') ? peak?.float64 : peak?.float32;
    const share = most ? `${((100 * rate * 1e9) / most).toFixed(1)} %` : '';
    return `| ${[name, ...numbers, ratio, rate.toFixed(1), share].join(' | ')} |`;
  });
  return [
    `### ${samples} × ${steps} × ${features} × ${units}`,
    '',
    '| who | ms, least | ms, median | CPU ms, least | CPU of the fastest h | GFLOP/s of CPU | of the peak |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    ...peakLines(size, peak),
  ].join('\n');
}

/** The peak, and how long six series of float32 take to be written at the speed of memory. */
function peakLines([samples, steps, , units], peak) {
  if (!peak) return [];
  const written = 6 * 4 * samples * steps * units;
  const giga = (rate) => (rate / 1e9).toFixed(0);
  return [
    `Peak of a core in the same rounds: ${giga(peak.float32)} GFLOP/s in float32, ${giga(peak.float64)} in float64, ${giga(peak.memory)} GB/s copied; ` +
      `six series of float32 are ${(written / 1e6).toFixed(1)} MB, ${((written / peak.memory) * 1e3).toFixed(2)} ms of that.`,
    '',
  ];
}

const [begin, end] = ['<!-- measured: begin -->', '<!-- measured: end -->'];

/** The page with its tables replaced. */
export function writeTable(page, results, where) {
  const date = new Date().toISOString().slice(0, 10);
  const tables = results.map(table).join('\n');
  const head = `Measured on ${date}, ${where}.`;
  const [before, rest] = page.split(begin);
  return `${before}${begin}\n\n${head}\n\n${tables}\n${end}${rest.split(end)[1]}`;
}
