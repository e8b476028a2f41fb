// Buttons and keys of a live heatmap, as changes of its state.
import type { CellPlace, RowOrder } from '../../../state/index.js';
import { saveAndTell } from '../../save/save-tools.js';
import type { SaveKind } from '../../save/saved-picture.js';
import type { Word } from '../../text/words.js';
import type { HeatmapPlan } from '../plan.js';
import type { HeatmapSpec } from '../spec.js';
import { savedHeatmap } from '../saved-heatmap.js';
import { canFit } from '../scale-use.js';
import { resetView, revealCell, selectCell, zoomAt, zoomToBrush, type Changes } from './actions.js';
import { shownRow } from './hit.js';
import { keyAction } from './keys.js';
import type { HeatmapOwner } from './heatmap-owner.js';
import type { ToolbarActions } from './toolbar.js';

/** What the controls need from the figure. */
export interface ControlsHost {
  /** What is drawn; null where nothing is. */
  plan(): HeatmapPlan | null;
  /** What it is drawn from; null where nothing is. */
  spec(): HeatmapSpec | null;
  /** Who owns the state. */
  readonly owner: HeatmapOwner;
  /** Turns something on or off. */
  toggle(what: 'panning' | 'tableShown'): void;
  /** The cursor went to a cell by key or by a message. */
  went(place: CellPlace): void;
  /** The cursor has left the cells. */
  leave(): void;
  /** Shows a word or two, and says them aloud. */
  tell(word: Word, ...parts: string[]): void;
}

/** The actions, shared by toolbar, keyboard and messages. */
export class Controls implements ToolbarActions {
  private selected: Changes['selection'] = null;

  constructor(private readonly host: ControlsHost) {}

  /** Passes changes on, and remembers what was selected here. */
  change(changes: Changes): void {
    if (changes.selection) this.selected = changes.selection;
    this.host.owner.change(changes);
  }

  /** Whether the selection of this cell was made in this figure. */
  chose({ row, column }: CellPlace): boolean {
    return this.selected?.rows[0] === row && this.selected.columns[0] === column;
  }

  zoom(factor: number): void {
    const plan = this.host.plan();
    const place = this.host.spec()?.hover;
    const panel = plan?.panels[place?.facet ?? 0];
    if (!plan || !panel) return;
    const brushed =
      factor < 1 ? zoomToBrush(this.host.spec()?.selection ?? null, plan, panel) : null;
    if (brushed) return this.change(brushed);
    const middle = ([a, b]: readonly [number, number]): number => (a + b) / 2;
    const about: [number, number] = place
      ? [place.column + 0.5, shownRow(plan, place.row) + 0.5]
      : [middle(panel.x.domain), middle(panel.y.domain)];
    this.change(zoomAt(panel, 'x', factor, about));
  }

  reset(): void {
    this.change(resetView());
  }

  /** Fits the colours to the numbers, or gives them the whole of what they could be again. */
  fit(): void {
    const spec = this.host.spec();
    if (spec && canFit(spec)) this.change({ fit: !spec.fit, vmin: null, vmax: null });
  }

  togglePan(): void {
    this.host.toggle('panning');
  }

  toggleTable(): void {
    this.host.toggle('tableShown');
  }

  order(order: RowOrder): void {
    this.change({ order });
  }

  save(what: SaveKind): void {
    const plan = this.host.plan();
    if (!plan) return;
    const saved = this.host.owner.save(what, savedHeatmap(plan));
    void saveAndTell(what, saved, (word, ...parts) => this.host.tell(word, ...parts));
  }

  /** Moves the cursor to a cell and brings it into sight; `select` also chooses it. */
  go(place: CellPlace, select = false): void {
    const plan = this.host.plan();
    if (!plan) return;
    this.change({ ...revealCell(plan, place), ...(select ? selectCell(place) : {}), hover: place });
    this.host.went(place);
  }

  /** Does what a key asks for; false when the key is not ours. */
  press(event: KeyboardEvent): boolean {
    const [plan, spec] = [this.host.plan(), this.host.spec()];
    if (!plan || !spec) return false;
    const first = Math.floor(plan.panels[0]?.x.domain[0] ?? 0);
    const chosen = { facet: 0, row: spec.unit ?? 0, column: spec.step ?? first };
    const cursor = spec.hover ?? chosen;
    const action = keyAction(event, plan, cursor);
    if (!action) return false;
    if (action.kind === 'go') this.go(action.place);
    else if (action.kind === 'zoom') this.zoom(action.factor);
    else this.simple(action.kind, cursor);
    return true;
  }

  private simple(kind: 'select' | 'reset' | 'fit' | 'table' | 'leave', cursor: CellPlace): void {
    if (kind === 'reset') return this.reset();
    if (kind === 'fit') return this.fit();
    if (kind === 'table') return this.toggleTable();
    if (kind === 'select') {
      this.go(cursor, true);
      this.host.owner.pick(cursor);
      return;
    }
    this.change({ hover: null });
    this.host.leave();
  }
}
