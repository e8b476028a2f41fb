// The keyboard on a live heatmap: a cursor that walks over cells.
import type { CellPlace } from '../../../state/index.js';
import type { HeatmapPlan, PanelPlan } from '../plan.js';
import { shownRow } from './hit.js';

/** What a key asks for. */
export type KeyAction =
  | { readonly kind: 'go'; readonly place: CellPlace }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'select' | 'reset' | 'fit' | 'table' | 'leave' };

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** The cell some places away from the cursor, in rows as shown. */
function moved(
  plan: HeatmapPlan,
  panel: PanelPlan,
  cursor: CellPlace,
  by: [number, number],
): CellPlace {
  const { facet } = panel;
  const shown = clamp(shownRow(plan, cursor.row) + by[1], facet.rows);
  return {
    facet: cursor.facet,
    row: plan.rows.order?.[shown] ?? shown,
    column: clamp(cursor.column + by[0], facet.columns),
  };
}

/** The next cell without a number after the cursor, round the end. */
function nextNaN(panel: PanelPlan, cursor: CellPlace): CellPlace {
  const { data, stored, pooled } = panel.facet;
  const from = cursor.row * stored + Math.floor(cursor.column / pooled);
  for (let k = 1; k <= data.length; k++) {
    const i = (from + k) % data.length;
    const value = data[i]!;
    if (value !== value)
      return { facet: cursor.facet, row: Math.floor(i / stored), column: (i % stored) * pooled };
  }
  return cursor;
}

const at = (facet: number, place: [number, number] | null, cursor: CellPlace): CellPlace =>
  place ? { facet, row: place[0], column: place[1] } : cursor;

/** Steps across and up that a key moves; up is up on the screen whichever way the rows run. */
function stepsOf(
  event: KeyboardEvent,
  plan: HeatmapPlan,
  panel: PanelPlan,
): [number, number] | null {
  const up = plan.spec.origin === 'upper' ? -1 : 1;
  const { columns, rows } = panel.facet;
  const page = Math.max(1, Math.round((panel.x.domain[1] - panel.x.domain[0]) / 10));
  const far = event.ctrlKey || event.metaKey;
  const table: Readonly<Record<string, [number, number]>> = {
    ArrowLeft: [far ? -page : -1, 0],
    ArrowRight: [far ? page : 1, 0],
    ArrowUp: [0, up * (far ? 5 : 1)],
    ArrowDown: [0, -up * (far ? 5 : 1)],
    PageUp: [-page, 0],
    PageDown: [page, 0],
    Home: [-columns, far ? up * rows : 0],
    End: [columns, far ? -up * rows : 0],
  };
  return Object.hasOwn(table, event.key) ? table[event.key]! : null;
}

const plain: Readonly<Record<string, KeyAction>> = {
  Enter: { kind: 'select' },
  ' ': { kind: 'select' },
  '+': { kind: 'zoom', factor: 0.5 },
  '=': { kind: 'zoom', factor: 0.5 },
  '-': { kind: 'zoom', factor: 2 },
  '0': { kind: 'reset' },
  f: { kind: 'fit' },
  t: { kind: 'table' },
  Escape: { kind: 'leave' },
};

/** What a key press means with the cursor where it is; null leaves the key to the page (Ctrl+S, Shift+Enter, …). */
export function keyAction(
  event: KeyboardEvent,
  plan: HeatmapPlan,
  cursor: CellPlace,
): KeyAction | null {
  const panel = plan.panels[cursor.facet];
  if (!panel || panel.facet.rows === 0 || panel.facet.columns === 0) return null;
  if (event.altKey || event.isComposing) return null;
  const steps = event.shiftKey ? null : stepsOf(event, plan, panel);
  if (steps) return { kind: 'go', place: moved(plan, panel, cursor, steps) };
  if (event.ctrlKey || event.metaKey) return null;
  if (event.shiftKey && event.key !== '+') return null;
  const { stats } = panel.facet;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === 'm') return { kind: 'go', place: at(cursor.facet, stats.maxAt, cursor) };
  if (key === 'x') return { kind: 'go', place: at(cursor.facet, stats.minAt, cursor) };
  if (key === 'n') return { kind: 'go', place: nextNaN(panel, cursor) };
  return Object.hasOwn(plain, key) ? plain[key]! : null;
}

/**
 * Calls `pressed` for keys while the focus is on `node`, before the notebook's own shortcuts see them (they listen on the
 * document, so we listen on the window). When `pressed` returns true the key was ours and goes no further.
 */
export function followKeys(
  node: HTMLElement,
  pressed: (event: KeyboardEvent) => boolean,
  signal: AbortSignal,
): void {
  const page = node.ownerDocument.defaultView;
  const onKey = (event: KeyboardEvent): void => {
    if (event.target !== node || !pressed(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  page?.addEventListener('keydown', onKey, { capture: true, signal });
}
