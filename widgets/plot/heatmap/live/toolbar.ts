// The buttons above a live heatmap.
import type { RowOrder } from '../../../state/index.js';
import { h, type Tree } from '../../tree/tree.js';
import type { Say, Word } from '../../text/words.js';
import { mostClustered } from '../cluster.js';
import type { HeatmapSpec } from '../spec.js';

/** What can be saved or copied: the picture as SVG or as PNG of so many pixels to one, the numbers as CSV or into a sheet. */
export type SaveKind = 'svg' | 'png1' | 'png2' | 'png4' | 'csv' | 'copy';

/** What the buttons do. */
export interface ToolbarActions {
  zoom(factor: number): void;
  reset(): void;
  togglePan(): void;
  order(order: RowOrder): void;
  toggleTable(): void;
  save(what: SaveKind): void;
}

const orderWords: Readonly<Record<RowOrder, Word>> = {
  none: 'orderNone',
  value: 'orderValue',
  timescale: 'orderTimescale',
  cluster: 'orderCluster',
  custom: 'orderCustom',
};

const button = (text: string, label: string, act: () => void, pressed?: boolean): Tree =>
  h(
    'button',
    {
      type: 'button',
      title: label,
      'aria-label': label,
      'aria-pressed': pressed === undefined ? null : String(pressed),
      onclick: () => act(),
    },
    text,
  );

function orderMenu(spec: HeatmapSpec, actions: ToolbarActions, say: Say): Tree {
  const few = (spec.facets[0]?.rows ?? 0) <= mostClustered;
  const known: RowOrder[] = ['none', 'value', 'timescale', ...(few ? ['cluster' as const] : [])];
  const offered = spec.rowOrder ? [...known, 'custom' as const] : known;
  return h(
    'select',
    {
      'aria-label': say('order'),
      title: say('order'),
      onchange: (event: Event) =>
        actions.order((event.target as HTMLSelectElement).value as RowOrder),
    },
    offered.map((order) =>
      h('option', { value: order, selected: order === spec.order }, say(orderWords[order])),
    ),
  );
}

/** Shuts the menu that an event comes from; the focus goes back to what opened it. */
function shutMenu(event: Event): void {
  const menu = (event.target as Element).closest('details');
  menu?.removeAttribute('open');
  menu?.querySelector('summary')?.focus();
}

/** Buttons that are unfolded: unlike in a list of choices, an arrow key alone does not save anything. */
function saveMenu(actions: ToolbarActions, say: Say): Tree {
  const item = (what: SaveKind, label: string): Tree => {
    const act = (event: Event): void => {
      shutMenu(event);
      actions.save(what);
    };
    return h('button', { type: 'button', onclick: act }, label);
  };
  const onkeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') shutMenu(event);
  };
  return h(
    'details',
    { class: 'gl-save', onkeydown },
    h('summary', { 'aria-label': say('export'), title: say('export') }, '⤓'),
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

/** Draws the toolbar in the state that the spec has. */
export function drawToolbar(
  spec: HeatmapSpec,
  shown: { panning: boolean; table: boolean },
  actions: ToolbarActions,
  say: Say,
): Tree {
  return h(
    'div',
    { class: 'gl-toolbar', role: 'toolbar', 'aria-label': say('heatmap') },
    button('+', say('zoomIn'), () => actions.zoom(0.5)),
    button('−', say('zoomOut'), () => actions.zoom(2)),
    button('⤢', say('reset'), () => actions.reset()),
    button('✥', say('pan'), () => actions.togglePan(), shown.panning),
    button('▦', shown.table ? say('hideTable') : say('table'), actions.toggleTable, shown.table),
    (spec.facets[0]?.rows ?? 0) > 2 && orderMenu(spec, actions, say),
    saveMenu(actions, say),
  );
}
