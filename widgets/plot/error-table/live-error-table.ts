// The live error table: sorts, filters, scrolls through any number of rows, and tells its owner which was chosen.
import type { ErrorTableState } from '../../state/index.js';
import { languageOf, speaker, type Say } from '../text/words.js';
import { messageOf } from '../tree/message.js';
import { h, toNode, type Tree } from '../tree/tree.js';
import {
  countText,
  drawExact,
  drawHead,
  drawMeasures,
  drawRoot,
  drawRows,
  drawSkeleton,
  drawTools,
  drawVerdict,
  rowHeight,
} from './draw-table.js';
import { drawCause, drawTried } from './draw-evidence.js';
import { drawTableCurve } from './error-curve.js';
import { ErrorMap } from './error-map.js';
import { filterRows, openTable, sortRows, type TableData } from './table-data.js';
import { cellOfRow, goalOf, rowOfCell } from './table-actions.js';
import { tableSaver } from './save-table.js';
import type { TableOwner } from './table-owner.js';
import { figureWidth, tableHeight } from './table-styles.js';

/** A live error table. */
export class LiveErrorTable {
  /** What is put into the page. */
  readonly node: HTMLElement;
  private readonly slots = new Map<string, HTMLElement>();
  private data: TableData = { columns: [], rows: 0 };
  private rows: Int32Array = new Int32Array();
  private state: ErrorTableState | null = null;
  private width = 720;
  private focused = 0;
  private readonly map: ErrorMap;

  constructor(
    private readonly document: Document,
    private readonly owner: TableOwner,
  ) {
    this.node = toNode(drawRoot(), document) as HTMLElement;
    for (const slot of this.node.querySelectorAll<HTMLElement>('[data-slot]')) {
      this.slots.set(slot.dataset.slot!, slot);
    }
    this.map = new ErrorMap(document, {
      change: (changes) => owner.change(changes),
      pick: (place) => this.pickCell(rowOfCell(this.data, place)),
      save: (what, plan) => owner.saveMap(what, plan),
    });
    this.slots.get('map')!.append(this.map.node);
    this.fill('table', drawSkeleton());
    this.scroller.addEventListener('scroll', () => this.drawBody());
    this.scroller.addEventListener('keydown', (event) => this.press(event));
  }

  /** Shows a state. Throws when its numbers cannot be read. */
  show(state: ErrorTableState): void {
    const before = this.state;
    if (before?.columns !== state.columns) this.data = openTable(state.columns);
    this.state = state;
    this.fill('message', null);
    this.slots.get('table')!.hidden = false;
    const same = (key: keyof ErrorTableState): boolean => before?.[key] === state[key];
    if (!same('language')) this.fill('tools', this.drawTools());
    const arranged = (['columns', 'sort', 'filter', 'language'] as const).every(same);
    if (!arranged) this.arrange(state);
    const say = this.words();
    this.node.setAttribute('aria-label', state.title || say('errorTable'));
    this.fill('title', state.title ? h('div', { class: 'gl-title' }, state.title) : null);
    this.fill(
      'verdict',
      drawVerdict(state, say, () => this.owner.stop()),
    );
    this.fill('cause', drawCause(state, say));
    this.fill('measures', drawMeasures(state));
    if (!same('tried') || !before) this.fill('tried', drawTried(state, say));
    this.map.show(state);
    if (!(['curve', 'step', 'xlim', 'map'] as const).every(same)) this.drawCurve();
    this.drawBody();
  }

  /** Shows a sentence in place of the table. */
  fail(error: unknown): void {
    this.state = null;
    this.fill('message', messageOf(error, this.words()));
    this.slots.get('table')!.hidden = true;
  }

  /** Draws curve and map in this many pixels from now on. */
  resize(width: number): void {
    if (width < 1 || Math.abs(width - this.width) < 1) return;
    this.width = width;
    this.map.resize(figureWidth(this.width));
    this.drawCurve();
  }

  /** Draws everything again. */
  redraw(): void {
    this.map.redraw();
    this.drawCurve();
    this.drawBody();
  }

  /** Leaves nothing behind. */
  destroy(): void {
    this.map.destroy();
    this.node.replaceChildren();
  }

  private get scroller(): HTMLElement {
    return this.node.querySelector('.gl-scroll')!;
  }

  private words(): Say {
    return speaker(languageOf(this.state?.language ?? 'auto', this.document.documentElement.lang));
  }

  private fill(slot: string, tree: Tree | null): void {
    this.slots.get(slot)!.replaceChildren(...(tree ? [toNode(tree, this.document)] : []));
  }

  private drawTools(): Tree {
    const { node, owner } = this;
    const save = tableSaver(node, owner, () => [this.data, this.rows, this.state]);
    return drawTools((filter) => owner.change({ filter }), save, this.words());
  }

  private arrange(state: ErrorTableState): void {
    this.rows = sortRows(this.data, filterRows(this.data, state.filter), state.sort);
    this.focused = 0;
    this.scroller.scrollTop = 0;
    // The evidence above has tables and fields of its own.
    const [tools, table] = [this.slots.get('tools')!, this.slots.get('table')!];
    const input = tools.querySelector('input')!;
    if (input.value !== state.filter) input.value = state.filter;
    tools.querySelector('output')!.textContent = countText(
      this.rows.length,
      Math.max(state.total, this.data.rows),
      this.words(),
    );
    const head = drawHead(this.data, state.sort, (column) => this.sortBy(column), this.words());
    const held = this.document.activeElement?.getAttribute('data-column');
    table.querySelector('thead')!.replaceChildren(toNode(head, this.document));
    const again = [...table.querySelectorAll<HTMLElement>('thead button')];
    again.find((node) => node.dataset.column === held)?.focus();
    table.querySelector('table')!.setAttribute('aria-rowcount', String(this.rows.length + 1));
  }

  private sortBy(column: string): void {
    const now = this.state?.sort;
    this.owner.change({
      sort: { column, descending: now?.column === column ? !now.descending : true },
    });
  }

  private drawCurve(): void {
    const { state, document } = this;
    const page = document.documentElement.lang;
    const width = figureWidth(this.width);
    this.fill('curve', state && drawTableCurve(state, width, this.words(), page));
  }

  private drawBody(): void {
    if (!this.state) return;
    const { scroller, rows } = this;
    const top = scroller.scrollTop;
    const inSight = Math.ceil(Math.max(scroller.clientHeight, tableHeight) / rowHeight) + 8;
    const first = Math.max(0, Math.min(rows.length - inSight, Math.floor(top / rowHeight) - 4));
    const active = this.document.activeElement;
    const held = active === scroller || scroller.querySelector('tbody')!.contains(active);
    const trees = drawRows(
      this.data,
      {
        rows,
        first,
        count: inSight,
        chosen: this.state.row,
        focused: this.focused,
        choose: (place) => this.choose(place),
      },
      this.words(),
    );
    scroller
      .querySelector('tbody')!
      .replaceChildren(...trees.map((tree) => toNode(tree, this.document)));
    // While the rows were gone there was nothing to scroll.
    if (scroller.scrollTop !== top) scroller.scrollTop = top;
    this.fill('exact', drawExact(this.data, rows[this.focused], this.words()));
    if (held) this.focusRow();
  }

  private focusRow(): void {
    // A row that was scrolled out of sight is not there: then the table itself keeps the focus.
    const row = this.scroller.querySelector<HTMLElement>(`tr[data-place="${this.focused}"]`);
    (row ?? this.scroller).focus({ preventScroll: true });
  }

  /** Marks the row and its cell; linked heatmaps show that cell. */
  private choose(place: number): void {
    const row = this.rows[place];
    if (row === undefined) return;
    this.focused = place;
    this.owner.change({ row, ...cellOfRow(this.data, row) });
    this.owner.pick(row);
    this.focusRow();
  }

  /** Marks the row of a cell that was chosen in the map, and brings it into sight; the focus stays where it is. */
  private pickCell(row: number | null): void {
    if (row === null) return;
    this.owner.change({ row });
    this.owner.pick(row);
    const place = this.rows.indexOf(row);
    if (place >= 0) this.bringIntoSight(place);
  }

  private press(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / rowHeight) - 2);
    const goal = goalOf(event, { place: this.focused, page, last: this.rows.length - 1 });
    if (goal === null) return;
    if (goal === 'choose') this.choose(this.focused);
    else this.goTo(goal);
    event.preventDefault();
    event.stopPropagation();
  }

  private goTo(place: number): void {
    this.bringIntoSight(place);
    this.focusRow();
  }

  private bringIntoSight(place: number): void {
    this.focused = place;
    const [{ scroller }, top] = [this, place * rowHeight];
    const least = top - scroller.clientHeight + 2 * rowHeight;
    scroller.scrollTop = Math.min(top, Math.max(least, scroller.scrollTop));
    this.drawBody();
  }
}
