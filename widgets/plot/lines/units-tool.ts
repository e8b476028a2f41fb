// The field by which the units of a series are chosen.
import type { LinesState } from '../../state/index.js';
import type { Say } from '../text/words.js';
import { h, type Tree } from '../tree/tree.js';
import { parseUnits, unitsText } from './choose-units.js';
import { unitsDrawn, unitsOf } from './lines-spec.js';

/** The field, where there are several units: `0-7, 12`; what names no units is put back, an empty field shows the first again. */
export function unitsTool(
  state: LinesState,
  say: Say,
  change: (units: number[] | null) => void,
): Tree[] {
  const units = unitsOf(state);
  if (units < 2) return [];
  const value = unitsText(unitsDrawn(state, units));
  const onchange = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const wish = field.value.trim();
    const chosen = wish === '' ? null : parseUnits(wish, units);
    if (chosen === null && wish !== '') field.value = value;
    else change(chosen);
  };
  const attributes = { type: 'text', class: 'gl-units', value, onchange, title: say('unitsField') };
  return [h('label', {}, `${say('unitsOf', units)} `, h('input', attributes))];
}
