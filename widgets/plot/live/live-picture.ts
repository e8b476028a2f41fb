// What live pictures of one drawing share: the tools that save it, a place for a message, the drawing, and the values below it.
import type { PictureTraits } from '../../state/index.js';
import { followKeys } from '../heatmap/live/keys.js';
import { styles } from '../heatmap/live/styles.js';
import { SaveTools } from '../save/save-tools.js';
import type { SavedPicture, SavePicture } from '../save/saved-picture.js';
import { languageOf, speaker, type Say } from '../text/words.js';
import { messageOf } from '../tree/message.js';
import { render } from '../tree/render.js';
import { h, toNode, type Tree } from '../tree/tree.js';

/** What a live picture is made with. */
export interface LiveParts<Changes> {
  /** The page. */
  readonly document: Document;
  /** Told what a person's hand changes of the state. */
  readonly change: (changes: Changes) => void;
  /** Saves or copies the picture. */
  readonly save: SavePicture;
}

/** A live picture that shows a `State` by what is `Planned` from it, and makes `Changes` of it. */
export abstract class LivePicture<
  State extends Pick<PictureTraits, 'language' | 'width'>,
  Planned,
  Changes,
> {
  /** What is put into the page. */
  readonly node: HTMLElement;
  /** What is shown, or was asked for and failed; null before the first. */
  protected state: State | null = null;
  /** What the drawing was made from; null while a message stands in its place. */
  protected planned: Planned | null = null;
  /** Told what a person's hand changes of the state. */
  protected readonly change: (changes: Changes) => void;
  /** Ends listening to the page. */
  protected readonly ending = new AbortController();
  private readonly document: Document;
  private readonly tools: SaveTools;
  /** CSS pixels that the page has for it. */
  private available = 720;

  /** @param kind its class in the page */
  constructor(kind: string, { document, change, save }: LiveParts<Changes>) {
    this.document = document;
    this.change = change;
    this.tools = new SaveTools(document, (what) => save(what, this.saved(this.planned!)));
    const stage = { class: 'gl-plain-stage', 'data-slot': 'picture', tabindex: 0, role: 'application' }; // prettier-ignore
    const values = { class: 'gl-values', role: 'status', 'aria-live': 'polite', style: 'min-height:1.4em;white-space:pre-wrap' }; // prettier-ignore
    const parts = [h('div', { 'data-slot': 'message' }), h('div', stage), h('div', values)];
    const root = h('div', { class: `gl-root ${kind}`, role: 'figure' }, h('style', {}, styles), parts); // prettier-ignore
    this.node = toNode(root, document) as HTMLElement;
    this.node.querySelector('style')!.after(this.tools.node);
    followKeys(this.stage, (event) => this.press(event), this.ending.signal);
  }

  /** Shows a state. Throws when its numbers cannot be read. */
  show(state: State): void {
    this.state = state;
    const say = this.words();
    this.planned = this.plan(state, state.width ?? Math.max(240, Math.min(960, this.available)), say); // prettier-ignore
    const drawing = this.draw(this.planned, state);
    render(this.slot('message'), []);
    render(this.stage, [drawing]);
    this.stage.setAttribute('aria-label', String(drawing.attributes['aria-label']));
    this.tools.node.hidden = false;
    this.tools.show(say, this.ownTools(state, say));
    this.tellChosen(state, say);
  }

  /** Shows a sentence in place of the picture. */
  fail(error: unknown): void {
    this.planned = null;
    this.tools.node.hidden = true;
    render(this.slot('message'), [messageOf(error, this.words())]);
    render(this.stage, []);
  }

  /** Draws in this many CSS pixels from now on. */
  resize(width: number): void {
    if (width < 1 || Math.abs(width - this.available) < 1) return;
    this.available = width;
    if (this.state && this.planned) this.show(this.state);
  }

  /** Ends listening and leaves nothing behind. */
  destroy(): void {
    this.ending.abort();
    this.node.replaceChildren();
  }

  /** What is to be drawn of a state, in this many CSS pixels. */
  protected abstract plan(state: State, width: number, say: Say): Planned;

  /** The drawing, labelled by `aria-label`. */
  protected abstract draw(planned: Planned, state: State): Tree;

  /** The picture as it is saved. */
  protected abstract saved(planned: Planned): SavedPicture;

  /** Tells the values of the chosen step, or of the one under the pointer. */
  protected abstract tellChosen(state: State, say: Say): void;

  /** Answers a key. @returns whether it was meant for the picture */
  protected abstract press(event: KeyboardEvent): boolean;

  /** Tools beside those that save. */
  protected ownTools(_state: State, _say: Say): readonly Tree[] {
    return [];
  }

  /** Writes below the picture. */
  protected tell(text: string): void {
    this.node.querySelector('.gl-values')!.textContent = text;
  }

  /** Where the drawing stands. */
  protected get stage(): HTMLElement {
    return this.slot('picture');
  }

  /** The words of the state's language. */
  protected words(): Say {
    return speaker(languageOf(this.state?.language ?? 'auto', this.document.documentElement.lang));
  }

  /**
   * Where the pointer is in the drawing, which the page may show smaller than it was drawn.
   *
   * @param width of the drawing, in its own pixels
   * @returns x and y in the drawing's pixels; null where nothing is shown
   */
  protected placeUnder(event: MouseEvent, width: number): readonly [number, number] | null {
    const shown = this.stage.firstElementChild?.getBoundingClientRect();
    if (!shown || shown.width === 0) return null;
    const scale = width / shown.width;
    return [(event.clientX - shown.left) * scale, (event.clientY - shown.top) * scale];
  }

  private slot(name: string): HTMLElement {
    return this.node.querySelector(`[data-slot=${name}]`)!;
  }
}

/** A step by an arrow key, ten by PageUp and PageDown, the ends by Home and End; undefined for other keys, and with a modifier. */
export function stepByKey(event: KeyboardEvent, now: number, last: number): number | undefined {
  if (event.altKey || event.shiftKey || event.metaKey || event.ctrlKey) return undefined;
  const goals: Readonly<Record<string, number>> = {
    ArrowLeft: now - 1,
    ArrowRight: now + 1,
    PageUp: now - 10,
    PageDown: now + 10,
    Home: 0,
    End: last,
  };
  if (!Object.hasOwn(goals, event.key)) return undefined;
  return Math.max(0, Math.min(last, goals[event.key]!));
}
