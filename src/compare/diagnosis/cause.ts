import type { Cause } from '../verdict.js';
import type { Reading } from './hypotheses/reading.js';
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
  const who = side === 'ours' ? 'Our array' : 'The reference';
  // Two spellings of one fault count as one.
  const same = others.every(({ readings }) => nameOf(readings) === nameOf(first.readings));
  return same ? single(first, { side, who }) : several(explanations, { side, who });
}

const nameOf = (readings: readonly Reading[]) =>
  readings
    .map(({ id, details }) => `${id} ${String(details['activation'] ?? JSON.stringify(details))}`)
    .join();

interface Side {
  readonly side: Cause['side'];
  readonly who: string;
}

function single({ readings }: Explanation, { side, who }: Side): Cause {
  const [main, second] = readings;
  const { activation } = main!.details;
  return {
    id: main!.id,
    side,
    details: main!.details,
    sentence: readings.map(({ sentence }) => sentence(who)).join(' Besides: '),
    source: readings.map(({ source }) => source).join('; '),
    repair: readings.map(({ repair }) => repair).join(' '),
    ...(typeof activation === 'string' && { activation }),
    ...(second && { also: single({ readings: [second], maxAbs: 0 }, { side, who }) }),
  };
}

function several(explanations: readonly Explanation[], { side, who }: Side): Cause {
  const labels = explanations.map(({ readings }) =>
    readings.map(({ label }) => label).join(' and '),
  );
  const mains = explanations.map(({ readings }) => readings[0]!);
  const ids = new Set(mains.map(({ id }) => id));
  const shown = labels.length > 4 ? [...labels.slice(0, 4), `${labels.length - 4} more`] : labels;
  return {
    id: ids.size === 1 ? mains[0]!.id : 'ambiguous',
    side,
    details: { oneOf: mains.map(({ id, details }) => ({ id, ...details })) },
    sentence: `${who} follows another reading, but which one this data cannot tell, since they agree on it: ${shown.join('; ')}.`,
    source: [...new Set(mains.map(({ source }) => source))].join('; '),
    repair:
      'Compare a sample on which the readings differ (one that saturates the gates, for example).',
  };
}
