// The buttons above a live heatmap.
import type { RowOrder } from '../../../state/index.js';
import { h, type Tree } from '../../tree/tree.js';
import type { Say, Word } from '../../text/words.js';
import { mostClustered } from '../cluster.js';
import type { HeatmapSpec } from '../spec.js';

/** What the buttons do. */
export interface ToolbarActions {
  zoom(factor: number): void;
  reset(): void;
  togglePan(): void;
  order(order: RowOrder): void;
  toggleTable(): void;
  save(what: 'png' | 'svg' | 'csv' | 'copy'): void;
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

function saveMenu(actions: ToolbarActions, say: Say): Tree {
  const words = { png: 'savePng', svg: 'saveSvg', csv: 'saveCsv', copy: 'copyCells' } as const;
  return h(
    'select',
    {
      class: 'gl-save',
      'aria-label': say('export'),
      title: say('export'),
      onchange: (event: Event) => {
        const menu = event.target as HTMLSelectElement;
        const what = menu.value as keyof typeof words | '';
        menu.value = '';
        if (what !== '') actions.save(what);
      },
    },
    h('option', { value: '' }, '⤓'),
    Object.entries(words).map(([value, word]) => h('option', { value }, say(word))),
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
