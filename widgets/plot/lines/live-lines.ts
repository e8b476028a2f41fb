// Live lines: the step under the pointer with its values, a step chosen by click or arrow keys.
import type { LinesState } from '../../state/index.js';
import { toValue } from '../axis/scale.js';
import { followKeys } from '../heatmap/live/keys.js';
import { styles } from '../heatmap/live/styles.js';
import { formatExact } from '../text/format.js';
import { languageOf, speaker, type Say } from '../text/words.js';
import { messageOf } from '../tree/message.js';
import { render } from '../tree/render.js';
import { h, toNode } from '../tree/tree.js';
import { drawLines } from './draw-lines.js';
import { linesPicture } from './lines-spec.js';
import { SaveTools } from '../save/save-tools.js';
import type { SavePicture } from '../save/saved-picture.js';
import { savedLines } from './saved-lines.js';
import { unitsTool } from './units-tool.js';
import { planLines, type LinesPicture } from './plan.js';
import { largest } from '../../../src/lists/extremes.js';

/** Changes that the lines make. */
export type LinesChanges = Partial<Pick<LinesState, 'step' | 'hover' | 'selection' | 'units'>>;

const exactAt = (values: ArrayLike<number>, step: number): string =>
  formatExact(values[step] ?? NaN, values instanceof Float32Array);

/** A live picture of lines. */
export class LiveLines {
  readonly node: HTMLElement;
  private state: LinesState | null = null;
  private picture: LinesPicture | null = null;
  private width = 720;
  private readonly tools: SaveTools;
  /** Where the pointer was pressed: from there on a drag selects. */
  private pressedAt: number | null = null;
  private readonly ending = new AbortController();

  constructor(
    private readonly document: Document,
    private readonly change: (changes: LinesChanges) => void,
    save: SavePicture,
  ) {
    this.tools = new SaveTools(document, (what) => save(what, savedLines(this.picture!)));
    this.node = toNode(
      h(
        'div',
        { class: 'gl-root gl-lines', role: 'figure' },
        h('style', {}, styles),
        h('div', { 'data-slot': 'message' }),
        h('div', {
          class: 'gl-plain-stage',
          'data-slot': 'picture',
          tabindex: 0,
          role: 'application',
        }),
        h('div', {
          class: 'gl-values',
          role: 'status',
          'aria-live': 'polite',
          style: 'min-height:1.4em;white-space:pre-wrap',
        }),
      ),
      document,
    ) as HTMLElement;
    this.node.querySelector('style')!.after(this.tools.node);
    const { signal } = this.ending;
    const stage = this.slot('picture');
    stage.addEventListener('pointerdown', (event) => (this.pressedAt = this.stepAt(event)), {
      signal,
    });
    stage.addEventListener('pointermove', (event) => this.move(event), { signal });
    stage.addEventListener('pointerup', (event) => this.release(event), { signal });
    stage.addEventListener('dblclick', () => this.change({ selection: null }), { signal });
    stage.addEventListener('pointerleave', () => this.change({ hover: null }), { signal });
    followKeys(stage, (event) => this.press(event), signal);
  }

  /** Shows a state. Throws when its numbers cannot be read. */
  show(state: LinesState): void {
    this.state = state;
    const say = this.words();
    const width = state.width ?? Math.max(240, Math.min(960, this.width));
    this.picture = linesPicture(state, width, say);
    render(this.slot('message'), []);
    render(this.slot('picture'), [drawLines(this.picture)]);
    this.slot('picture').setAttribute('aria-label', this.picture.label);
    this.tools.node.hidden = false;
    this.tools.show(
      say,
      unitsTool(state, say, (units) => this.change({ units })),
    );
    this.tellValues(say);
  }

  /** Shows a sentence in place of the picture. */
  fail(error: unknown): void {
    this.picture = null;
    this.tools.node.hidden = true;
    render(this.slot('message'), [messageOf(error, this.words())]);
    render(this.slot('picture'), []);
  }

  /** Draws in this many pixels from now on. */
  resize(width: number): void {
    if (width < 1 || Math.abs(width - this.width) < 1) return;
    this.width = width;
    if (this.state && this.picture) this.show(this.state);
  }

  /** Ends listening and leaves nothing behind. */
  destroy(): void {
    this.ending.abort();
    this.node.replaceChildren();
  }

  private slot(name: string): HTMLElement {
    return this.node.querySelector(`[data-slot=${name}]`)!;
  }

  private words(): Say {
    return speaker(languageOf(this.state?.language ?? 'auto', this.document.documentElement.lang));
  }

  /** The values of the strong lines at the step under the pointer, or at the chosen one. */
  private tellValues(say: Say): void {
    const step = this.state?.hover?.column ?? this.state?.step ?? null;
    const lines = this.picture?.lines.filter((line) => !line.weak) ?? [];
    const values =
      step === null ? [] : lines.map((line) => `${line.name} ${exactAt(line.values, step)}`);
    const name = step === null ? undefined : this.state?.columnNames?.[step];
    const place =
      step === null ? '' : `${say('step')} ${step}${name === undefined ? '' : ` (${name})`}   `;
    this.node.querySelector('.gl-values')!.textContent = place + values.join('   ');
  }

  /** The step under the pointer; null outside the panel. */
  private stepAt(event: MouseEvent): number | null {
    if (!this.picture) return null;
    const { box, x, steps } = planLines(this.picture);
    // The picture may be shown smaller than it was drawn.
    const shown = this.slot('picture').firstElementChild?.getBoundingClientRect();
    if (!shown || shown.width === 0) return null;
    const at = ((event.clientX - shown.left) * this.picture.width) / shown.width;
    if (at < box.x || at > box.x + box.width) return null;
    return Math.max(0, Math.min(steps - 1, Math.floor(toValue(x, at))));
  }

  private placeOf = (column: number) => ({ facet: 0, row: this.state?.unit ?? 0, column });

  private move(event: PointerEvent): void {
    const column = this.stepAt(event);
    if (column === null || this.state?.hover?.column === column) return;
    const from = event.buttons === 1 ? this.pressedAt : null;
    const rows = this.rowsShown();
    const hover = this.placeOf(column);
    if (from === null || from === column || !rows) return this.change({ hover });
    const columns: [number, number] = [Math.min(from, column), Math.max(from, column) + 1];
    this.change({ hover, selection: { rows, columns } });
  }

  /** A click chooses a step; a drag has selected some already. */
  private release(event: PointerEvent): void {
    const column = this.stepAt(event);
    if (column !== null && column === this.pressedAt)
      this.change({ step: column, hover: this.placeOf(column) });
    this.pressedAt = null;
  }

  /** The units that a brush over steps is about: the chosen one, or all; null when the lines are not of units. */
  private rowsShown(): [number, number] | null {
    const { unit = null, series = [] } = this.state ?? {};
    if (unit !== null) return [unit, unit + 1];
    const units = series.map(({ values }) => values.shape[1] ?? 0);
    const most = Math.max(0, largest(units));
    return most > 0 ? [0, most] : null;
  }

  private press(event: KeyboardEvent): boolean {
    if (!this.picture || event.altKey || event.shiftKey || event.metaKey || event.ctrlKey)
      return false;
    const last = planLines(this.picture).steps - 1;
    const now = this.state?.step ?? 0;
    const goals: Readonly<Record<string, number>> = {
      ArrowLeft: now - 1,
      ArrowRight: now + 1,
      PageUp: now - 10,
      PageDown: now + 10,
      Home: 0,
      End: last,
    };
    if (!Object.hasOwn(goals, event.key)) return false;
    this.change({ step: Math.max(0, Math.min(last, goals[event.key]!)), hover: null });
    return true;
  }
}
