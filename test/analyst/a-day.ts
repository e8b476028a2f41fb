// A day's work: rides of a bicycle service, as its web service would give them, and the cells that an analyst types.

/** One ride. */
export interface Ride {
  readonly day: string;
  readonly station: string;
  readonly minutes: number;
  readonly started: string;
}

const stations = ['Harbour', 'Market', 'Station', 'University'];

/** Rides of two weeks; the longer, the later the day and the further the station. */
export const rides: readonly Ride[] = Array.from({ length: 560 }, (_, k) => {
  const [day, place] = [1 + Math.floor(k / 40), k % 4];
  const date = `2024-03-${String(day).padStart(2, '0')}`;
  const hour = String(6 + (k % 16)).padStart(2, '0');
  return {
    day: date,
    station: stations[place]!,
    minutes: 5 + 4 * place + ((k * 7) % 11) + (day % 7 >= 5 ? 6 : 0),
    started: `${date}T${hour}:00:00Z`,
  };
});

/** What the web service answers. */
export const csv = [
  'day,station,minutes,started',
  ...rides.map(({ day, station, minutes, started }) => [day, station, minutes, started].join()),
].join('\n');

/** Rides and mean length by station, worked out here. */
export const byStation = stations.map((station) => {
  const lengths = rides.filter((ride) => ride.station === station).map(({ minutes }) => minutes);
  const sum = lengths.reduce((a, b) => a + b, 0);
  return { station, rides: lengths.length, mean: sum / lengths.length };
});

/** The notebook, asking the service at an address. */
export const cells = (address: string): readonly string[] => [
  `import Papa from 'papaparse';
interface Ride { day: string; station: string; minutes: number; started: string }
const answer = await fetch('${address}/rides.csv');
const { data: rides, errors } = Papa.parse<Ride>(await answer.text(), { header: true, dynamicTyping: (name) => name === 'minutes' });
if (!answer.ok || errors.length > 0) throw new Error('no rides');
rides`,
  `import { tableFromArrays, tableToIPC } from 'apache-arrow';
const table = tableFromArrays({
  station: rides.map(({ station }) => station),
  minutes: Float64Array.from(rides, ({ minutes }) => minutes),
  started: rides.map(({ started }) => new Date(started)),
});
table`,
  `import * as aq from 'arquero';
const byDay = aq.from(rides).groupby('day').rollup({ rides: aq.op.count(), mean: aq.op.mean('minutes') }).orderby('day');
byDay`,
  `import { writeFileSync } from 'node:fs';
writeFileSync('by-day.csv', byDay.toCSV());
writeFileSync('rides.arrow', tableToIPC(table, 'file'));
writeFileSync('rides.csv', Papa.unparse(rides));
!wc -l rides.csv`,
  `import { DuckDBInstance } from '@duckdb/node-api';
const duck = await (await DuckDBInstance.create(':memory:')).connect();
await duck.run("select station, count(*) as rides, avg(minutes) as mean from 'rides.csv' group by station order by station")`,
  `import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
const { document: page } = parseHTML('<!doctype html><body>');
Plot.plot({
  document: page as unknown as Document,
  x: { label: 'day of March' }, y: { grid: true, label: 'mean minutes' },
  marks: [
    Plot.barY(byDay.objects() as { day: string; mean: number }[], { x: (d) => Number(d.day.slice(8)), y: 'mean', fill: 'steelblue' }),
    Plot.ruleY([0]),
  ],
})`,
  `({
  $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
  width: 320,
  data: { values: rides },
  mark: 'boxplot',
  encoding: { x: { field: 'minutes', type: 'quantitative' }, y: { field: 'station', type: 'nominal' } },
})`,
  `const longest: string = Math.max(...rides.map(({ minutes }) => minutes));`,
];
