// Live tokens: another unit by the number field, steps by click or arrow keys.
import type { TokensState } from '../../state/index.js';
import { styles } from '../heatmap/live/styles.js';
import { naturalRange } from '../norm/limits.js';
import { languageOf, speaker, type Say } from '../text/words.js';
import { messageOf } from '../tree/message.js';
import { render } from '../tree/render.js';
import { h, toNode } from '../tree/tree.js';
import { SaveTools } from '../save/save-tools.js';
import type { SavePicture } from '../save/saved-picture.js';
import { drawTokens } from './draw-tokens.js';
import { savedTokens } from './saved-tokens.js';
import { tokensPicture } from './tokens-picture.js';

/** Changes that the tokens make. */
export type TokensChanges = Partial<Pick<TokensState, 'step' | 'unit' | 'fit'>>;

/** A live text. */
export class LiveTokens {
  /** What is put into the page. */
  readonly node: HTMLElement;
  private state: TokensState | null = null;
  private readonly tools: SaveTools;
  private readonly body: HTMLElement;

  constructor(
    private readonly document: Document,
    private readonly change: (changes: TokensChanges) => void,
    save: SavePicture,
  ) {
    this.tools = new SaveTools(document, (what) => {
      const { picture } = tokensPicture(this.state!, this.words());
      return save(what, savedTokens(picture, this.state!.title));
    });
    this.node = toNode(
      h('div', { class: 'gl-root gl-tokens-root', role: 'figure' }),
      document,
    ) as HTMLElement;
    this.body = document.createElement('div');
    this.node.append(this.body);
    this.node.addEventListener('keydown', (event) => this.press(event));
  }

  /** Shows a state. Throws when its numbers cannot be read. */
  show(state: TokensState): void {
    this.state = state;
    const say = this.words();
    const { picture, units } = tokensPicture(state, say, (step) => this.change({ step }));
    const title = state.title ? h('div', { style: 'font-weight:600' }, state.title) : null;
    const number = this.unitField(picture.unit, units, say);
    if (!this.tools.node.isConnected) this.node.prepend(this.tools.node);
    const fit = this.fitButton(state, say);
    this.tools.show(say, fit ? [number, fit] : [number]);
    render(this.body, [h('div', {}, h('style', {}, styles), title, drawTokens(picture))]);
    this.node.setAttribute('aria-label', state.title || say('unit'));
  }

  /** Shows a sentence in place of the text. */
  fail(error: unknown): void {
    this.tools.node.remove();
    render(this.body, [messageOf(error, this.words())]);
  }

  /** Leaves nothing behind. */
  destroy(): void {
    this.node.replaceChildren();
  }

  private words(): Say {
    return speaker(languageOf(this.state?.language ?? 'auto', this.document.documentElement.lang));
  }

  /** Offered where the values have a natural range. */
  private fitButton({ quantity, fit }: TokensState, say: Say): ReturnType<typeof h> | null {
    if (!naturalRange(quantity)) return null;
    const onclick = (): void => this.change({ fit: !fit });
    const attributes = { type: 'button', class: 'gl-button', title: say('fit'), onclick };
    return h(
      'button',
      { ...attributes, 'aria-label': say('fit'), 'aria-pressed': String(fit) },
      '◐',
    );
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
