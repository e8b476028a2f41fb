// Live tokens: another unit by the number field, steps by click or arrow keys.
import type { TokensState } from '../../state/index.js';
import { styles } from '../heatmap/live/styles.js';
import { languageOf, speaker, type Say } from '../text/words.js';
import { messageOf } from '../tree/message.js';
import { render } from '../tree/render.js';
import { h, toNode } from '../tree/tree.js';
import { drawTokens } from './draw-tokens.js';
import { tokensPicture } from './tokens-picture.js';

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
    const { picture, units } = tokensPicture(state, say, (step) => this.change({ step }));
    const title = state.title ? h('div', { style: 'font-weight:600' }, state.title) : null;
    const number = this.unitField(picture.unit, units, say);
    render(this.node, [h('div', {}, h('style', {}, styles), title, number, drawTokens(picture))]);
    this.node.setAttribute('aria-label', state.title || say('unit'));
  }

  /** Shows a sentence in place of the text. */
  fail(error: unknown): void {
    render(this.node, [messageOf(error, this.words())]);
  }

  /** Leaves nothing behind. */
  destroy(): void {
    render(this.node, []);
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
