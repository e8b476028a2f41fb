// A live chart: what is under the pointer is told; points of steps choose their step, and arrow keys walk over them.
import type { ChartState } from '../../state/index.js';
import { LivePicture, stepByKey, type LiveParts } from '../live/live-picture.js';
import type { SavedPicture } from '../save/saved-picture.js';
import { formatExact } from '../text/numbers.js';
import type { Tree } from '../tree/tree.js';
import { drawChart } from './draw-chart.js';
import { nearest, type Nearest } from './nearest.js';
import { openChart, type OpenPanel } from './open-chart.js';
import { planChart, type ChartPlan } from './plan-chart.js';
import { savedChart } from './saved-chart.js';

/** Changes that the chart makes. */
export type ChartChanges = Partial<Pick<ChartState, 'step'>>;

/** A live chart. */
export class LiveChart extends LivePicture<ChartState, ChartPlan, ChartChanges> {
  private panels: readonly OpenPanel[] = [];
  /** What the panels were opened from. */
  private opened: ChartState['panels'] | undefined;

  constructor(parts: LiveParts<ChartChanges>) {
    super('gl-chart', parts);
    const { signal } = this.ending;
    const { stage } = this;
    stage.addEventListener('pointermove', (event) => this.tellPlace(this.under(event)), { signal });
    stage.addEventListener('click', (event) => this.choose(this.under(event)?.index), { signal });
  }

  protected override plan(state: ChartState, width: number): ChartPlan {
    if (this.opened !== state.panels) this.panels = openChart(state);
    this.opened = state.panels;
    return planChart(state, this.panels, width);
  }

  protected override draw(plan: ChartPlan, state: ChartState): Tree {
    return drawChart(state, this.panels, plan);
  }

  protected override saved(plan: ChartPlan): SavedPicture {
    return savedChart(this.state!, this.panels, plan);
  }

  protected override tellChosen(state: ChartState): void {
    const step = state.timed ? (state.hover?.column ?? state.step) : null;
    if (step !== null) this.tellPlace({ panel: 0, series: 0, index: step });
  }

  protected override press(event: KeyboardEvent): boolean {
    if (!this.state?.timed) return false;
    const last = (this.panels[0]?.series[0]?.y.length ?? 0) - 1;
    const step = last < 0 ? undefined : stepByKey(event, this.state.step ?? 0, last);
    this.choose(step);
    return step !== undefined;
  }

  private under(event: MouseEvent): Nearest | null {
    if (!this.planned || !this.state) return null;
    const at = this.placeUnder(event, this.planned.width);
    return at && nearest(this.state, { panels: this.panels, plan: this.planned }, at);
  }

  private tellPlace(place: Nearest | null): void {
    const series = place && this.panels[place.panel]?.series[place.series];
    if (!place || !series || !this.state) return this.tell('');
    const { mark, names, timed } = this.state;
    const { index } = place;
    const number = (values: ArrayLike<number>, k = index): string => formatExact(values[k] ?? NaN, values instanceof Float32Array); // prettier-ignore
    const range = mark === 'histogram' ? `${number(series.x)} … ${number(series.x, index + 1)}` : number(series.x); // prettier-ignore
    const where = mark === 'bars' ? (names?.[index] ?? String(index)) : range;
    const step = timed ? `${this.words()('step')} ${index}   ` : '';
    const title = this.panels[place.panel]!.title;
    const name = [title, series.name].filter((text) => text !== '').join(' ');
    this.tell(`${step}${name ? `${name}   ` : ''}${where}   ${number(series.y)}`);
  }

  private choose(index: number | undefined): void {
    if (index !== undefined && this.state?.timed) this.change({ step: index });
  }
}
