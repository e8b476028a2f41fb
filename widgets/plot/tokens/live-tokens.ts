// Live tokens: another unit by the number field, steps by click or arrow keys.
import { decodeArray, type TokensState } from '../../state/index.js';
import { styles } from '../heatmap/live/styles.js';
import { chooseLimits } from '../norm/limits.js';
import { languageOf, speaker, type Say } from '../text/words.js';
import { h, toNode } from '../tree/tree.js';
import { matrixStats } from '../heatmap/stats.js';
import { drawTokens } from './draw-tokens.js';

/** Changes that the tokens make. */
export type TokensChanges = Partial<Pick<TokensState, 'step' | 'unit'>>;

/** A live text. */
export class LiveTokens {
  readonly node: HTMLElement;
  private state: TokensState | null = null;

  constructor(
    private readonly document: Document,
    private readonly change: (changes: TokensChanges) => void,
  ) {
    this.node = toNode(
      h('div', { class: 'gl-root gl-tokens-root', role: 'figure' }),
      document,
    ) as HTMLElement;
    this.node.addEventListener('keydown', (event) => this.press(event));
  }

  /** Shows a state. Throws when its numbers cannot be read. */
  show(state: TokensState): void {
    this.state = state;
    const say = this.words();
    if (!state.values) throw new RangeError('Tokens need values, one for each step and unit');
    const { data, shape } = decodeArray(state.values);
    const [steps = 0, units = 1] = shape;
    const unit = Math.max(0, Math.min(units - 1, state.unit ?? 0));
    const stats = matrixStats(data, units);
    const { vmin, vmax } = chooseLimits({
      norm: { type: 'linear' },
      quantity: state.quantity,
      vmin: state.vmin,
      vmax: state.vmax,
      stats: [stats],
      sorted: () => [],
    });
    const picture = drawTokens({
      tokens: state.tokens.slice(0, steps),
      values: Array.from({ length: steps }, (_, t) => data[t * units + unit]!),
      limits: [vmin, vmax],
      cmap: state.cmap,
      unit,
      step: state.step,
      choose: (step) => this.change({ step }),
      say,
    });
    const held =
      this.node.contains(this.document.activeElement) &&
      this.document.activeElement?.matches('.gl-token');
    const number = this.unitField(unit, units, say);
    const title = state.title ? h('div', { style: 'font-weight:600' }, state.title) : null;
    const typing =
      this.document.activeElement?.matches('.gl-unit-choice') &&
      this.node.contains(this.document.activeElement);
    this.node.replaceChildren(
      toNode(h('div', {}, h('style', {}, styles), title, number, picture), this.document),
    );
    this.node.setAttribute('aria-label', state.title || say('unit'));
    if (held) this.node.querySelector<HTMLElement>(`[data-step="${state.step ?? 0}"]`)?.focus();
    if (typing) this.node.querySelector<HTMLElement>('.gl-unit-choice')?.focus();
  }

  /** Shows a sentence in place of the text. */
  fail(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    const message = h(
      'div',
      { class: 'gl-message', role: 'alert' },
      this.words()('cannotDraw', text),
    );
    this.node.replaceChildren(toNode(message, this.document));
  }

  /** Leaves nothing behind. */
  destroy(): void {
    this.node.replaceChildren();
  }

  private words(): Say {
    return speaker(languageOf(this.state?.language ?? 'auto', this.document.documentElement.lang));
  }

  private unitField(unit: number, units: number, say: Say): ReturnType<typeof h> {
    return h(
      'label',
      {},
      `${say('unit')} `,
      h('input', {
        type: 'number',
        class: 'gl-unit-choice',
        min: 0,
        max: units - 1,
        value: unit,
        style:
          'width:5em;font:inherit;color:inherit;background:var(--jp-layout-color1,#fff);border:1px solid var(--jp-border-color2,#c6c6c6)',
        onchange: (event: Event) =>
          this.change({ unit: Number((event.target as HTMLInputElement).value) }),
      }),
    );
  }

  private press(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const by = { ArrowLeft: -1, ArrowRight: 1, Enter: 0 }[event.key];
    if (
      !target.matches('.gl-token') ||
      by === undefined ||
      event.shiftKey ||
      event.ctrlKey ||
      event.metaKey
    )
      return;
    const last = (this.state?.tokens.length ?? 1) - 1;
    const step = Math.max(0, Math.min(last, Number(target.dataset.step) + by));
    this.change({ step });
    this.node.querySelector<HTMLElement>(`[data-step="${step}"]`)?.focus();
    event.preventDefault();
    event.stopPropagation();
  }
}
