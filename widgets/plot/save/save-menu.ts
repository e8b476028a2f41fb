// The menu by which every picture is saved or copied.
import type { Say } from '../text/words.js';
import { h, type Tree } from '../tree/tree.js';
import type { SaveKind } from './saved-picture.js';

/** Shuts the menu that an event comes from; the focus goes back to what opened it. */
function shutMenu(event: Event): void {
  const menu = (event.target as Element).closest('details');
  menu?.removeAttribute('open');
  menu?.querySelector('summary')?.focus();
}

/** Shuts the menu that is being opened as soon as somebody presses beside it. */
function shutBeside(event: Event): void {
  const menu = (event.currentTarget as Element).closest('details')!;
  const page = menu.ownerDocument;
  const pressed = (press: Event): void => {
    if (menu.contains(press.target as Node)) return;
    menu.removeAttribute('open');
    page.removeEventListener('pointerdown', pressed, true);
  };
  if (!menu.open) page.addEventListener('pointerdown', pressed, true);
}

/** Buttons that are unfolded: unlike in a list of choices, an arrow key alone does not save anything. */
export function saveMenu(save: (what: SaveKind) => void, say: Say): Tree {
  const item = (what: SaveKind, label: string): Tree => {
    const onclick = (event: Event): void => {
      shutMenu(event);
      save(what);
    };
    return h('button', { type: 'button', onclick }, label);
  };
  const onkeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') shutMenu(event);
  };
  return h(
    'details',
    { class: 'gl-save', onkeydown },
    h('summary', { 'aria-label': say('export'), title: say('export'), onclick: shutBeside }, '⤓'),
    h(
      'div',
      {},
      item('svg', say('saveSvg')),
      ([1, 2, 4] as const).map((scale) => item(`png${scale}`, `${say('savePng')} ${scale}×`)),
      item('csv', say('saveCsv')),
      item('copy', say('copyCells')),
    ),
  );
}
