// The buttons above a live heatmap.
import type { RowOrder } from '../../../state/index.js';
import { saveMenu } from '../../save/save-menu.js';
import type { SaveKind } from '../../save/saved-picture.js';
import { h, type Tree } from '../../tree/tree.js';
import type { Say, Word } from '../../text/words.js';
import { mostClustered } from '../cluster.js';
import { canFit } from '../scale-use.js';
import type { HeatmapSpec } from '../spec.js';

/** What the buttons do. */
export interface ToolbarActions {
  /** Shows so many times as much detail; below 1 less. */
  zoom(factor: number): void;
  /** Shows everything again. */
  reset(): void;
  /** Takes limits as narrow as the numbers need, or gives them back. */
  fit(): void;
  /** Drags move the picture from now on, or brush again. */
  togglePan(): void;
  /** Sorts the rows. */
  order(order: RowOrder): void;
  /** Shows the numbers as a table, or hides it. */
  toggleTable(): void;
  /** Saves or copies the picture. */
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
    canFit(spec) && button('◐', say('fit'), () => actions.fit(), spec.fit),
    button('✥', say('pan'), () => actions.togglePan(), shown.panning),
    button(
      '▦',
      shown.table ? say('hideTable') : say('table'),
      () => actions.toggleTable(),
      shown.table,
    ),
    (spec.facets[0]?.rows ?? 0) > 2 && orderMenu(spec, actions, say),
    saveMenu((what) => actions.save(what), say),
  );
}
