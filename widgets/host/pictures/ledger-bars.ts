// What drives a gate to its ends, as bars.
import type { GateLedger } from '../../../src/explore/gate-ledger.js';
import { bars, type Chart } from './charts.js';

const shownTerms = 14;

/** Bars of the terms that drive a gate most: at both ends, or at the one that there is and at all steps. */
export function ledgerBars({ series, unit, steps, rows }: GateLedger): Chart {
  const shown = rows.slice(0, shownTerms);
  const of = (end: 'shut' | 'open' | 'all') => shown.map((row) => row[end]);
  const ends = (['shut', 'open'] as const).filter((end) => steps[end] > 0);
  // What drives is how far the terms at an end are from those at the other, or else from those of all steps.
  const drawn = ends.length > 1 ? ends : [...ends, 'all' as const];
  const words = { shut: 'where it is shut', open: 'where it is open', all: 'at all steps' };
  const where = ends.length > 1 ? '' : ` ${words[drawn[0]!]}`;
  const few = rows.length > shownTerms ? `: ${shownTerms} of ${rows.length} terms` : '';
  return bars(Object.fromEntries(drawn.map((end) => [words[end], of(end)])), {
    names: shown.map(({ name }) => name),
    title: `what drives ${series} of unit ${unit}${where}${few}`,
    xlabel: 'term',
    ylabel: 'mean of the term',
  });
}
