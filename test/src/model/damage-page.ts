import type { DamageReport } from './damage.js';

/** The seed of the first crafted file of each kind. */
export const firstSeed = 20_000;

const heading = '## Files crafted by a grammar';

/** The page of docs/ that says what damaged files came to; what it says of crafted ones is kept. */
export function damagePage(reports: ReadonlyMap<string, DamageReport>, before: string): string {
  const crafted = before.includes(heading) ? before.slice(before.indexOf(heading)) : '';
  const mutations = greatestCount(reports);
  const text = [
    '# Damaged files',
    '',
    'Written by `test/src/model/damaged-files.test.ts`. One real file of each format (of a format of several files, each of them) is changed at',
    'random: bits, bytes and runs of bytes changed, moved, doubled, cut off. What comes of it is opened and every weight read. Each ends in a',
    'result or in one clear sentence that names the file; none hangs, crashes or prints. The seeds are fixed. Every test run goes through a few;',
    `\`GATELAB_MUTATIONS=${mutations} GATELAB_WHOLE=1 GATELAB_WRITE=1 npx mocha test/src/model/damaged-files.test.ts\` goes through these:`,
    '',
    ...tableOf('mutations', reports),
    '',
    'The slowest is in processor time. The peak includes Node itself and the TypeScript compiler of the test run, about 100 MB. Raw weights have no structure to',
    'damage: another number is as good as any.',
    '',
  ].join('\n');
  return crafted ? `${text}\n${crafted}` : text;
}

/** The same page with what it says of files that were made on purpose. */
export function withCrafted(page: string, reports: ReadonlyMap<string, DamageReport>): string {
  const rest = page.split(heading)[0]!.trimEnd();
  const text = [
    heading,
    '',
    'Written by `test/src/model/crafted-files.test.ts`. Not flipped bytes, but files that a grammar of each container makes (`test/src/model/fuzz`): pickles',
    'whose values hold and share each other, configs of layers in layers with arrows that go round and sizes of all kinds, tensors that overlap, graphs',
    'within graphs, tables whose keys repeat long beginnings, directories and HDF5 blocks that lead to each other; checksums are right. Each is opened, every',
    'weight read and the summary printed. None crashes or hangs, and none takes more than 256 MB and 20 times the file beside what Node itself takes.',
    `\`GATELAB_CRAFTED=${greatestCount(reports)} GATELAB_WRITE=1 npx mocha test/src/model/crafted-files.test.ts\` goes through these:`,
    '',
    ...tableOf('files', reports),
    '',
    `File n of a kind is made from the seed ${firstSeed} + n: \`node --import tsx test/src/model/fuzz/fuzz.ts KIND 1 SEED\` makes and opens one again.`,
    '',
  ].join('\n');
  return `${rest}\n\n${text}`;
}

/** How many files of a kind were opened. */
function greatestCount(reports: ReadonlyMap<string, DamageReport>): number {
  return Math.max(0, ...[...reports.values()].map(({ opened, refused }) => opened + refused));
}

function tableOf(what: string, reports: ReadonlyMap<string, DamageReport>): string[] {
  const rows = [...reports].map(([name, { opened, refused, slowest, peakMegabytes }]) =>
    [name, opened + refused, opened, refused, slowest.toFixed(0), peakMegabytes.toFixed(0)].join(
      ' | ',
    ),
  );
  return [
    `| file | ${what} | opened | refused | slowest, ms | peak of the process, MB |`,
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ];
}
