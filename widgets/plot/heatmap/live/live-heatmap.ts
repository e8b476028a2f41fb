// The live heatmap: a node that draws a spec and turns what people do into changes of it. It knows no notebook.
import type { CellPlace, ShowCell } from '../../../state/index.js';
import { languageOf, speaker, type Say } from '../../text/words.js';
import { summaryOf } from '../notes.js';
import { planHeatmap } from '../plan-heatmap.js';
import type { HeatmapPlan } from '../plan.js';
import type { HeatmapSpec } from '../spec.js';
import { revealCell } from './actions.js';
import { changeOf, newlyChosen } from './change-of.js';
import { Controls } from './controls.js';
import { drawCellTables } from './cell-table.js';
import type { Point } from './hit.js';
import type { HeatmapOwner } from './heatmap-owner.js';
import { followKeys } from './keys.js';
import { drawOverlay } from './overlay.js';
import { makeParts, type Parts } from './parts.js';
import { followPinch } from './pinch.js';
import { followPointer } from './pointer.js';
import { tellCell } from './tell.js';
import { drawToolbar } from './toolbar.js';

/** A live heatmap in `document`. `node` is put into the page by the owner, `destroy` gives everything back. */
export class LiveHeatmap {
  /** What is put into the page. */
  readonly node: HTMLElement;
  private readonly parts: Parts;
  private readonly ending = new AbortController();
  private spec: HeatmapSpec | null = null;
  private plan: HeatmapPlan | null = null;
  private width = 720;
  private panning = false;
  private tableShown = false;
  private frame = 0;
  private waiting: 'nothing' | 'overlay' | 'all' = 'nothing';
  private point: Point | null = null;
  private hinted = false;
  private readonly controls: Controls;

  constructor(
    private readonly document: Document,
    private readonly owner: HeatmapOwner,
  ) {
    this.parts = makeParts(document);
    this.node = this.parts.root;
    this.controls = new Controls({
      plan: () => this.plan,
      spec: () => this.spec,
      owner,
      toggle: (what) => this.toggle(what),
      went: (place) => this.went(place),
      leave: () => this.leave(),
      tell: (word, ...parts) => this.parts.tell(this.words()(word, ...parts)),
    });
    const { signal } = this.ending;
    followPointer(
      this.parts.stage.node,
      {
        plan: () => this.plan,
        panning: () => this.panning,
        change: (changes) => this.controls.change(changes),
        hover: (place, at) => this.hover(place, at),
        pick: (place) => owner.pick(place),
        wheeled: () => this.hint(),
      },
      signal,
    );
    followPinch(
      this.parts.stage.node,
      { plan: () => this.plan, change: (changes) => this.controls.change(changes) },
      signal,
    );
    followKeys(this.parts.stage.node, (event) => this.controls.press(event), signal);
    for (const type of ['focus', 'blur']) {
      this.parts.stage.node.addEventListener(type, () => this.later('overlay'), { signal });
    }
  }

  /** Draws a spec: at once the first time, afterwards with the next frame. */
  show(spec: HeatmapSpec): void {
    const before = this.spec;
    this.spec = spec;
    if (!before) return this.drawAll();
    const what = changeOf(before, spec);
    const cell = newlyChosen(before, spec);
    if (cell && !this.controls.chose(cell)) this.soon(() => this.reveal(cell));
    if (what !== 'nothing') this.later(what);
  }

  /** Shows a sentence in place of the picture, as when the state cannot be read. */
  fail(error: unknown): void {
    this.spec = null;
    this.plan = null;
    const text = error instanceof Error ? error.message : String(error);
    this.parts.showMessage(this.words()('cannotDraw', text));
  }

  /** Draws in this many pixels from now on. */
  resize(width: number): void {
    if (width < 1 || Math.abs(width - this.width) < 1) return;
    this.width = width;
    this.later('all');
  }

  /** Draws again in any case, as after the page was hidden or moved to another screen. */
  redraw(): void {
    this.parts.stage.forget();
    this.later('all');
  }

  /** Brings a cell into view, marks it and lets it flash. */
  flash({ facet, row, column }: Omit<ShowCell, 'type'>): void {
    this.controls.go({ facet, row, column }, true);
    this.parts.stage.node.scrollIntoView({ block: 'nearest' });
    this.parts.flash();
  }

  /** Ends listening and frees the canvas. */
  destroy(): void {
    this.ending.abort();
    this.document.defaultView?.cancelAnimationFrame(this.frame);
    this.parts.stage.free();
    this.node.replaceChildren();
    this.plan = null;
  }

  private words(): Say {
    return speaker(languageOf(this.spec?.language ?? 'auto', this.document.documentElement.lang));
  }

  /** Brings into sight what another view chose. */
  private reveal(cell: CellPlace): void {
    if (!this.plan) return;
    const changes = revealCell(this.plan, cell);
    if (Object.keys(changes).length > 0) this.owner.change(changes);
    this.parts.flash();
  }

  /** Not now: whoever calls `show` is still busy with the change that led to it. */
  private soon(act: () => void): void {
    this.document.defaultView?.setTimeout(() => this.ending.signal.aborted || act(), 0);
  }

  private later(what: 'overlay' | 'all'): void {
    if (this.waiting !== 'all') this.waiting = what;
    if (this.frame !== 0) return;
    this.frame =
      this.document.defaultView?.requestAnimationFrame(() => {
        this.frame = 0;
        if (this.waiting === 'all') this.drawAll();
        else this.drawOverlay();
        this.waiting = 'nothing';
      }) ?? 0;
  }

  private drawAll(): void {
    const { spec, parts } = this;
    if (!spec || this.ending.signal.aborted) return;
    const say = this.words();
    try {
      this.plan = planHeatmap(spec, spec.width ?? Math.max(240, Math.min(960, this.width)));
      parts.stage.draw(this.plan, this.document.documentElement.lang);
    } catch (error) {
      this.fail(error);
      return;
    }
    parts.showMessage(null);
    this.owner.painted?.(this.plan);
    parts.setLabel(summaryOf(this.plan, say), say('keys'));
    const shown = { panning: this.panning, table: this.tableShown };
    parts.setToolbar(drawToolbar(spec, shown, this.controls, say));
    parts.setTable(this.tableShown ? drawCellTables(this.plan, say) : null);
    this.drawOverlay();
  }

  private drawOverlay(): void {
    const { plan, spec, parts } = this;
    if (!plan || !spec) return;
    const focused = this.document.activeElement === parts.stage.node;
    // The plan's own spec may be older: marks change without a new plan.
    parts.stage.cover(plan, drawOverlay(plan, spec, focused));
    const place = spec.hover;
    const panel = place && plan.panels[place.facet];
    if (!place || !panel) return parts.hideTooltip();
    const lines = tellCell(plan, place, this.words(), this.owner.exactText?.(place) ?? null);
    parts.setCell(place, panel.facet, lines.join(', '));
    if (this.point) parts.showTooltip(lines, this.point);
    else parts.hideTooltip();
  }

  /** Tells once how the wheel zooms: alone it scrolls the page. */
  private hint(): void {
    if (!this.hinted) this.parts.tell(this.words()('wheelHint'));
    this.hinted = true;
  }

  private toggle(what: 'panning' | 'tableShown'): void {
    this[what] = !this[what];
    this.drawAll();
  }

  private hover(place: CellPlace | null, at: Point | null): void {
    this.point = place ? at : null;
    const now = this.spec?.hover ?? null;
    const same =
      now?.facet === place?.facet && now?.row === place?.row && now?.column === place?.column;
    if (same) this.later('overlay');
    else this.owner.change({ hover: place });
  }

  /** Says the cell that was reached by key, and shows its tooltip in the corner of its panel. */
  private went(place: CellPlace): void {
    if (!this.plan) return;
    const box = this.plan.panels[place.facet]?.box;
    this.point = box ? { x: box.x + 8, y: box.y + 8 } : null;
    this.parts.say(tellCell(this.plan, place, this.words(), null).join(', '));
  }

  private leave(): void {
    this.point = null;
    const around = this.node.parentElement?.closest<HTMLElement>('[tabindex]');
    this.parts.stage.node.blur();
    around?.focus();
  }
}
