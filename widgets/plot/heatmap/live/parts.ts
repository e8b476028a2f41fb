// The elements of a live heatmap: toolbar, layers, tooltip, table, and what is there for screen readers alone.
import type { CellPlace } from '../../../state/index.js';
import { tellBriefly } from '../../save/save-tools.js';
import { render } from '../../tree/render.js';
import type { Tree } from '../../tree/tree.js';
import type { Facet } from '../spec.js';
import type { Point } from './hit.js';
import { makeStage, type Stage } from './stage.js';
import { styles } from './styles.js';

/** The elements, and the few things that are done with each. */
export interface Parts {
  /** What is put into the page. */
  readonly root: HTMLElement;
  /** The layers of the picture. */
  readonly stage: Stage;
  /** Draws the tools. */
  setToolbar(tree: Tree): void;
  /** Draws the numbers as a table; null takes it away. */
  setTable(tree: Tree | null): void;
  /** The summary of the picture and the help for its keys. */
  setLabel(summary: string, keys: string): void;
  /** The one cell that assistive technology sees in the grid. */
  setCell(place: CellPlace, facet: Facet, text: string): void;
  /** Says something aloud. */
  say(text: string): void;
  /** Says something aloud and shows it for a moment. */
  tell(text: string): void;
  /** Shows lines beside a point of the picture. */
  showTooltip(lines: readonly string[], at: Point): void;
  /** Takes them away. */
  hideTooltip(): void;
  /** A message in place of the picture, or the picture again. */
  showMessage(message: string | null): void;
  /** Lets the chosen cell flash. */
  flash(): void;
}

let made = 0;

function element(
  document: Document,
  className: string,
  attributes: Record<string, string> = {},
): HTMLElement {
  const node = document.createElement('div');
  node.className = className;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** The grid with one row and one cell: their indices tell where in the matrix the cursor is. */
function makeGrid(document: Document, stage: HTMLElement): { row: HTMLElement; cell: HTMLElement } {
  const id = `gl-cell-${++made}`;
  const row = element(document, 'gl-hidden', { role: 'row' });
  const cell = element(document, '', { role: 'gridcell', id });
  row.append(cell);
  stage.append(row);
  for (const [name, value] of Object.entries({
    role: 'grid',
    tabindex: '0',
    'aria-activedescendant': id,
  })) {
    stage.setAttribute(name, value);
  }
  return { row, cell };
}

/** Keeps the tooltip inside the picture: at the right of the pointer, or at its left when there is no room. */
function placeTooltip(tooltip: HTMLElement, stage: HTMLElement, at: Point): void {
  const left = stage.offsetLeft + at.x;
  const room = stage.offsetLeft + stage.offsetWidth;
  const flip = left + 14 + tooltip.offsetWidth > room;
  tooltip.style.left = `${Math.max(0, flip ? left - tooltip.offsetWidth - 10 : left + 14)}px`;
  tooltip.style.top = `${Math.max(0, stage.offsetTop + at.y + 14)}px`;
}

/** Makes the elements of one figure. */
export function makeParts(document: Document): Parts {
  const root = element(document, 'gl-root gl-heatmap-root', { role: 'figure' });
  const style = document.createElement('style');
  style.textContent = styles;
  const toolbar = element(document, 'gl-toolbar-slot');
  const told = element(document, 'gl-told', { 'aria-live': 'polite', role: 'status' });
  const stage = makeStage(document, () => document.defaultView?.devicePixelRatio ?? 1);
  const message = element(document, 'gl-message', { role: 'alert' });
  message.hidden = true;
  const tooltip = element(document, 'gl-tooltip', { 'aria-hidden': 'true' });
  tooltip.hidden = true;
  const status = element(document, 'gl-hidden', { 'aria-live': 'polite', role: 'status' });
  const table = element(document, 'gl-table-slot');
  const { row, cell } = makeGrid(document, stage.node);
  root.append(style, toolbar, message, stage.node, tooltip, status, told, table);
  return {
    root,
    stage,
    setToolbar: (tree) => render(toolbar, [tree]),
    setTable: (tree) => render(table, tree ? [tree] : []),
    setLabel(summary, keys) {
      root.setAttribute('aria-label', summary);
      stage.node.setAttribute('aria-label', `${summary}. ${keys}`);
    },
    setCell(place, facet, text) {
      stage.node.setAttribute('aria-rowcount', String(facet.rows));
      stage.node.setAttribute('aria-colcount', String(facet.columns));
      row.setAttribute('aria-rowindex', String(place.row + 1));
      cell.setAttribute('aria-colindex', String(place.column + 1));
      cell.textContent = text;
    },
    say: (text) => (status.textContent = text),
    tell: (text) => tellBriefly(told, text),
    showTooltip(lines, at) {
      tooltip.textContent = lines.join('\n');
      tooltip.hidden = false;
      placeTooltip(tooltip, stage.node, at);
    },
    hideTooltip: () => (tooltip.hidden = true),
    showMessage(text) {
      message.hidden = text === null;
      message.textContent = text ?? '';
      stage.node.style.display = text === null ? '' : 'none';
    },
    flash() {
      stage.node
        .querySelectorAll('.gl-cursor')
        .forEach((node) => node.classList.remove('gl-flash'));
      document.defaultView?.setTimeout(() => {
        stage.node.querySelectorAll('.gl-cursor').forEach((node) => node.classList.add('gl-flash'));
      }, 60);
    },
  };
}
