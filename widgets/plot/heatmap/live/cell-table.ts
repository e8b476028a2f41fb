// The heatmap as a real table, for those who do not see it or want the numbers: what is visible, cut to a readable size.
import { formatCount } from '../../text/format.js';
import { formatShort } from '../../text/numbers.js';
import type { Say } from '../../text/words.js';
import { h, type Tree } from '../../tree/tree.js';
import type { HeatmapPlan, PanelPlan } from '../plan.js';
import { storedValue } from './hit.js';

const most = { rows: 64, columns: 40 };

/** Which columns are written, where not all are. */
function everyColumn(columns: readonly number[], say: Say): string {
  const every = (columns[1] ?? 0) - (columns[0] ?? 0);
  return every > 1 ? say('everyStep', formatCount(every)) : '';
}

/** Evenly spread whole numbers from `from` to before `to`, at most `count`. */
function spread([from, to]: readonly [number, number], count: number): number[] {
  const [low, high] = [Math.floor(from), Math.ceil(to)];
  const every = Math.max(1, Math.ceil((high - low) / count));
  const chosen: number[] = [];
  for (let i = low; i < high; i += every) chosen.push(i);
  return chosen;
}

function drawPanelTable(plan: HeatmapPlan, panel: PanelPlan, say: Say): Tree {
  const { spec } = plan;
  const { facet } = panel;
  const columns = spread(panel.x.domain, most.columns);
  const rows = spread(panel.y.domain, most.rows);
  const value = (shown: number, column: number): string => {
    const row = plan.rows.order?.[shown] ?? shown;
    return formatShort(storedValue(plan, { facet: panel.box.facet, row, column }));
  };
  const rowName = (shown: number): string => {
    const row = plan.rows.order?.[shown] ?? shown;
    return spec.rowNames?.[row] ?? String(row);
  };
  const counted = [
    say('rows', formatCount(rows.length), formatCount(facet.rows)),
    everyColumn(columns, say),
  ];
  const title = [facet.title, counted.filter((part) => part !== '').join(', ')];
  return h(
    'table',
    {},
    h('caption', {}, title.filter((part) => part !== '').join(': ')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, `${say('unit')} \\ ${say('step')}`),
        columns.map((column) =>
          h('th', { scope: 'col' }, spec.columnNames?.[column] ?? String(column)),
        ),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((shown) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, rowName(shown)),
          columns.map((column) => h('td', {}, value(shown, column))),
        ),
      ),
    ),
  );
}

/** Draws one table for each panel. */
export const drawCellTables = (plan: HeatmapPlan, say: Say): Tree =>
  h(
    'div',
    { class: 'gl-scroll', tabindex: 0, role: 'region', 'aria-label': say('table') },
    plan.panels.map((panel) => drawPanelTable(plan, panel, say)),
  );
