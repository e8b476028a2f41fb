// A live chart: what is under the pointer is told; points of steps choose their step, and arrow keys walk over them.
import type { ChartState } from '../../state/index.js';
import { followKeys } from '../heatmap/live/keys.js';
import { styles } from '../heatmap/live/styles.js';
import { SaveTools } from '../save/save-tools.js';
import type { SavePicture } from '../save/saved-picture.js';
import { formatExact } from '../text/format.js';
import { languageOf, speaker, type Say } from '../text/words.js';
import { messageOf } from '../tree/message.js';
import { render } from '../tree/render.js';
import { h, toNode } from '../tree/tree.js';
import { drawChart } from './draw-chart.js';
import { nearest, type Nearest } from './nearest.js';
import { openChart, type OpenPanel } from './open-chart.js';
import { planChart, type ChartPlan } from './plan-chart.js';
import { savedChart } from './saved-chart.js';

/** Changes that the chart makes. */
export type ChartChanges = Partial<Pick<ChartState, 'step'>>;

/** A live chart. */
export class LiveChart {
  readonly node: HTMLElement;
  private state: ChartState | null = null;
  private panels: readonly OpenPanel[] = [];
  private plan: ChartPlan | null = null;
  private width = 720;
  private readonly tools: SaveTools;
  private readonly ending = new AbortController();

  constructor(
    private readonly document: Document,
    private readonly change: (changes: ChartChanges) => void,
    save: SavePicture,
  ) {
    this.tools = new SaveTools(document, (what) => save(what, savedChart(this.state!, this.panels, this.plan!))); // prettier-ignore
    const stage = { class: 'gl-plain-stage', 'data-slot': 'picture', tabindex: 0, role: 'application' }; // prettier-ignore
    const values = { class: 'gl-values', role: 'status', 'aria-live': 'polite', style: 'min-height:1.4em' }; // prettier-ignore
    const parts = [h('div', { 'data-slot': 'message' }), h('div', stage), h('div', values)];
    const root = h('div', { class: 'gl-root gl-chart', role: 'figure' }, h('style', {}, styles), parts); // prettier-ignore
    this.node = toNode(root, document) as HTMLElement;
    this.node.querySelector('style')!.after(this.tools.node);
    const { signal } = this.ending;
    const picture = this.slot('picture');
    picture.addEventListener('pointermove', (event) => this.tell(this.under(event)), { signal });
    picture.addEventListener('click', (event) => this.choose(this.under(event)?.index), { signal });
    followKeys(picture, (event) => this.press(event), signal);
  }

  /** Shows a state. Throws when its numbers cannot be read. */
  show(state: ChartState): void {
    if (this.state?.panels !== state.panels) this.panels = openChart(state);
    this.state = state;
    this.plan = planChart(state, this.panels, state.width ?? Math.max(240, Math.min(960, this.width))); // prettier-ignore
    render(this.slot('message'), []);
    const drawing = drawChart(state, this.panels, this.plan);
    render(this.slot('picture'), [drawing]);
    this.slot('picture').setAttribute('aria-label', String(drawing.attributes['aria-label']));
    this.tools.node.hidden = false;
    this.tools.show(this.words());
    const step = state.timed ? (state.hover?.column ?? state.step) : null;
    if (step !== null) this.tell({ panel: 0, series: 0, index: step });
  }

  /** Shows a sentence in place of the picture. */
  fail(error: unknown): void {
    this.plan = null;
    this.tools.node.hidden = true;
    render(this.slot('message'), [messageOf(error, this.words())]);
    render(this.slot('picture'), []);
  }

  /** Draws in this many pixels from now on. */
  resize(width: number): void {
    if (width < 1 || Math.abs(width - this.width) < 1) return;
    this.width = width;
    if (this.state && this.plan) this.show(this.state);
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

  private under(event: MouseEvent): Nearest | null {
    const shown = this.slot('picture').firstElementChild?.getBoundingClientRect();
    if (!this.plan || !this.state || !shown || shown.width === 0) return null;
    const scale = this.plan.width / shown.width;
    const at = [(event.clientX - shown.left) * scale, (event.clientY - shown.top) * scale] as const;
    return nearest(this.state, { panels: this.panels, plan: this.plan }, at);
  }

  private tell(place: Nearest | null): void {
    const told = this.node.querySelector('.gl-values')!;
    const series = place && this.panels[place.panel]?.series[place.series];
    if (!place || !series || !this.state) return void (told.textContent = '');
    const { mark, names, timed } = this.state;
    const { index } = place;
    const number = (values: ArrayLike<number>, k = index): string => formatExact(values[k] ?? NaN, values instanceof Float32Array); // prettier-ignore
    const range = mark === 'histogram' ? `${number(series.x)} … ${number(series.x, index + 1)}` : number(series.x); // prettier-ignore
    const where = mark === 'bars' ? (names?.[index] ?? String(index)) : range;
    const step = timed ? `${this.words()('step')} ${index}   ` : '';
    const title = this.panels[place.panel]!.title;
    const name = [title, series.name].filter((text) => text !== '').join(' ');
    told.textContent = `${step}${name ? `${name}   ` : ''}${where}   ${number(series.y)}`;
  }

  private choose(index: number | undefined): void {
    if (index !== undefined && this.state?.timed) this.change({ step: index });
  }

  private press(event: KeyboardEvent): boolean {
    if (!this.state || event.altKey || event.shiftKey || event.metaKey || event.ctrlKey) return false; // prettier-ignore
    const last = (this.panels[0]?.series[0]?.y.length ?? 0) - 1;
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -last, End: last }[event.key]; // prettier-ignore
    if (!this.state.timed || by === undefined || last < 0) return false;
    this.choose(Math.max(0, Math.min(last, (this.state.step ?? 0) + by)));
    return true;
  }
}
