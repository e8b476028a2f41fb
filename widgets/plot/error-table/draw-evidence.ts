// What stands between the verdict and the table: what to change, and what else was tried.
import type { ErrorTableState } from '../../state/index.js';
import { formatCount } from '../text/format.js';
import { formatError } from '../text/numbers.js';
import type { Say } from '../text/words.js';
import { h, type Tree } from '../tree/tree.js';

/** Readings that are listed; the closest come first, and the rest says little. */
const shownReadings = 12;

/** Draws what repairs a convention, and who defines it; nothing for other verdicts. */
export function drawCause({ repair, source }: ErrorTableState, say: Say): Tree | null {
  const lines = [
    [say('repair'), repair],
    [say('definedBy'), source],
  ].filter(([, text]) => text !== '');
  if (lines.length === 0) return null;
  return h(
    'dl',
    { class: 'gl-cause' },
    lines.map(([name, text]) => h('div', {}, h('dt', {}, name!), h('dd', {}, text!))),
  );
}

/** Draws the readings that were tried with the error each leaves, folded up. */
export function drawTried({ tried }: ErrorTableState, say: Say): Tree | null {
  if (tried.length === 0) return null;
  const row = ({ label, maxAbs, steps, explains }: ErrorTableState['tried'][number]): Tree =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, `${explains ? '✓ ' : ''}${label}`),
      h('td', {}, maxAbs === null ? '–' : formatError(maxAbs)),
      h('td', {}, formatCount(steps)),
    );
  const heads = [say('reading'), say('errorLeft'), say('stepsSeen')];
  return h(
    'details',
    { class: 'gl-tried' },
    h('summary', {}, say('tried', formatCount(tried.length))),
    h(
      'table',
      { class: 'gl-table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map((name) => h('th', { scope: 'col' }, name)),
        ),
      ),
      h('tbody', {}, tried.slice(0, shownReadings).map(row)),
    ),
  );
}
