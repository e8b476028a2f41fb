import type { DamageReport } from './damage.js';

/** The page of docs/ that says what damaged files came to. */
export function damagePage(reports: ReadonlyMap<string, DamageReport>): string {
  const rows = [...reports].map(([name, { opened, refused, slowest, peakMegabytes }]) =>
    [name, opened + refused, opened, refused, slowest.toFixed(0), peakMegabytes.toFixed(0)].join(
      ' | ',
    ),
  );
  return [
    '# Damaged files',
    '',
    'Written by `test/src/model/damaged-files.test.ts`. One real file of each format (of a format of several files, each of them) is changed at',
    'random: bits, bytes and runs of bytes changed, moved, doubled, cut off. What comes of it is opened and every weight read. Each ends in a',
    'result or in one clear sentence that names the file; none hangs, crashes or prints. The seeds are fixed. Every test run goes through a few;',
    '`GATELAB_MUTATIONS=10000 GATELAB_WRITE=1 npx mocha test/src/model/damaged-files.test.ts` goes through these:',
    '',
    '| file | mutations | opened | refused | slowest, ms | peak of the process, MB |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
    'The slowest is by the clock of a machine that was busy with other work. The peak includes Node itself and the TypeScript compiler of the test run, about 100 MB. Raw weights have no structure to damage: another',
    'number is as good as any.',
    '',
  ].join('\n');
}
