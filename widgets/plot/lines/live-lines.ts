// Live lines: the step under the pointer with its values, a step chosen by click or arrow keys.
import type { LinesState } from '../../state/index.js';
import { toValue } from '../axis/scale.js';
import { LivePicture, stepByKey, type LiveParts } from '../live/live-picture.js';
import type { SavedPicture } from '../save/saved-picture.js';
import { formatExact } from '../text/numbers.js';
import type { Say } from '../text/words.js';
import type { Tree } from '../tree/tree.js';
import { drawLines } from './draw-lines.js';
import { linesPicture } from './lines-spec.js';
import { savedLines } from './saved-lines.js';
import { unitsTool } from './units-tool.js';
import { planLines, type LinesPicture } from './plan.js';
import { largest } from '../../../src/lists/extremes.js';

/** Changes that the lines make. */
export type LinesChanges = Partial<Pick<LinesState, 'step' | 'hover' | 'selection' | 'units'>>;

const exactAt = (values: ArrayLike<number>, step: number): string =>
  formatExact(values[step] ?? NaN, values instanceof Float32Array);

/** A live picture of lines. */
export class LiveLines extends LivePicture<LinesState, LinesPicture, LinesChanges> {
  /** Where the pointer was pressed: from there on a drag selects. */
  private pressedAt: number | null = null;

  constructor(parts: LiveParts<LinesChanges>) {
    super('gl-lines', parts);
    const { signal } = this.ending;
    const { stage } = this;
    stage.addEventListener('pointerdown', (event) => (this.pressedAt = this.stepAt(event)), {
      signal,
    });
    stage.addEventListener('pointermove', (event) => this.move(event), { signal });
    stage.addEventListener('pointerup', (event) => this.release(event), { signal });
    stage.addEventListener('dblclick', () => this.change({ selection: null }), { signal });
    stage.addEventListener('pointerleave', () => this.change({ hover: null }), { signal });
  }

  protected override plan(state: LinesState, width: number, say: Say): LinesPicture {
    return linesPicture(state, width, say);
  }

  protected override draw(picture: LinesPicture): Tree {
    return drawLines(picture);
  }

  protected override saved(picture: LinesPicture): SavedPicture {
    return savedLines(picture);
  }

  protected override ownTools(state: LinesState, say: Say): readonly Tree[] {
    return unitsTool(state, say, (units) => this.change({ units }));
  }

  /** The values of the strong lines at the step under the pointer, or at the chosen one. */
  protected override tellChosen({ hover, step: chosen, columnNames }: LinesState, say: Say): void {
    const step = hover?.column ?? chosen ?? null;
    if (step === null) return this.tell('');
    const lines = this.planned?.lines.filter((line) => !line.weak) ?? [];
    const values = lines.map((line) => `${line.name} ${exactAt(line.values, step)}`);
    const name = columnNames?.[step];
    const place = `${say('step')} ${step}${name === undefined ? '' : ` (${name})`}   `;
    this.tell(place + values.join('   '));
  }

  protected override press(event: KeyboardEvent): boolean {
    if (!this.planned) return false;
    const step = stepByKey(event, this.state?.step ?? 0, planLines(this.planned).steps - 1);
    if (step !== undefined) this.change({ step, hover: null });
    return step !== undefined;
  }

  /** The step under the pointer; null outside the panel. */
  private stepAt(event: MouseEvent): number | null {
    if (!this.planned) return null;
    const { box, x, steps } = planLines(this.planned);
    const at = this.placeUnder(event, this.planned.width)?.[0];
    if (at === undefined || at < box.x || at > box.x + box.width) return null;
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
}
