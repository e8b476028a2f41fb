import type { Cause, Locale } from '../verdict-types.js';
import type { Reading } from './readings/reading.js';
import { told } from '../words.js';
import type { Explanation } from './search.js';

/**
 * What to tell of the readings that explain an array; undefined when none does. Where several do, they are one function on
 * this data, and none of them is named.
 */
export function causeOf(
  explanations: readonly Explanation[],
  side: Cause['side'],
): Cause | undefined {
  const [first, ...others] = explanations;
  if (!first) return undefined;
  // Two spellings of one fault count as one.
  const same = others.every(({ readings }) => nameOf(readings) === nameOf(first.readings));
  return same ? single(first, side) : several(explanations, side);
}

const nameOf = (readings: readonly Reading[]) =>
  readings
    .map(({ id, details }) => `${id} ${String(details['activation'] ?? JSON.stringify(details))}`)
    .join();

/** What sentences call each side. */
const names = {
  ours: told('Our array', '我们的数组'),
  reference: told('The reference', '参考值'),
} as const;

function single({ readings }: Explanation, side: Cause['side']): Cause {
  const [main, second] = readings;
  const { activation } = main!.details;
  return {
    id: main!.id,
    side,
    details: main!.details,
    sentence: readings.map(({ sentence }) => sentence(names[side].en)).join(' Besides: '),
    source: readings.map(({ source }) => source).join('; '),
    repair: readings.map(({ repair }) => repair).join(' '),
    zh: {
      sentence: readings.map(({ zh }) => zh.sentence(names[side].zh)).join('此外：'),
      repair: readings.map(({ zh }) => zh.repair).join(''),
    },
    ...(typeof activation === 'string' && { activation }),
    ...(second && { also: single({ readings: [second], maxAbs: 0 }, side) }),
  };
}

function several(explanations: readonly Explanation[], side: Cause['side']): Cause {
  const labels = (locale: Locale, and: string) =>
    explanations.map(({ readings }) => readings.map(({ label }) => label[locale]).join(and));
  const mains = explanations.map(({ readings }) => readings[0]!);
  const ids = new Set(mains.map(({ id }) => id));
  const shown = someOf(labels('en', ' and '), (more) => `${more} more`).join('; ');
  const shownZh = someOf(labels('zh', '，并且'), (more) => `另外 ${more} 种`).join('；');
  return {
    id: ids.size === 1 ? mains[0]!.id : 'ambiguous',
    side,
    details: { oneOf: mains.map(({ id, details }) => ({ id, ...details })) },
    sentence: `${names[side].en} follows another reading, but which one this data cannot tell, since they agree on it: ${shown}.`,
    source: [...new Set(mains.map(({ source }) => source))].join('; '),
    repair:
      'Compare a sample on which the readings differ (one that saturates the gates, for example).',
    zh: {
      sentence: `${names[side].zh}采用了另一种读法，但在这份数据上几种读法一致，无法判断是哪一种：${shownZh}。`,
      repair: '请比较一个能区分这些读法的样本（例如让门饱和的样本）。',
    },
  };
}

/** The first of many, and how many more there are. */
function someOf(labels: readonly string[], rest: (more: number) => string): readonly string[] {
  const most = 4;
  return labels.length > most ? [...labels.slice(0, most), rest(labels.length - most)] : labels;
}
