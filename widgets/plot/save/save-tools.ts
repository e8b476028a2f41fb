// The row of tools above a picture that has few: those it brings, the menu that saves, and a word on what was done.
import type { Say } from '../text/words.js';
import { render } from '../tree/render.js';
import { h, toNode, type Tree } from '../tree/tree.js';
import { saveMenu } from './save-menu.js';
import type { SaveKind } from './saved-picture.js';

/** Milliseconds for which a word stays. */
const toldFor = 2500;

/** Shows a few words for a moment; what is said aloud is the same. */
export function tellBriefly(node: HTMLElement, text: string): void {
  node.textContent = text;
  node.ownerDocument.defaultView?.setTimeout(() => {
    if (node.textContent === text) node.textContent = '';
  }, toldFor);
}

/** Says what became of saving: that cells were copied, or why something could not be saved. */
export async function saveAndTell(
  what: SaveKind,
  saved: Promise<void>,
  tell: (word: 'copied' | 'cannotSave', ...parts: string[]) => void,
): Promise<void> {
  try {
    await saved;
    if (what === 'copy') tell('copied');
  } catch (error) {
    tell('cannotSave', String(error));
  }
}

/** A function that says words in a language, for a moment, in this element. */
export const teller =
  (node: HTMLElement, say: Say): Parameters<typeof saveAndTell>[2] =>
  (word, ...parts) =>
    tellBriefly(node, say(word, ...parts));

/** The tools of one picture. */
export class SaveTools {
  /** What is put into the page. */
  readonly node: HTMLElement;

  constructor(
    document: Document,
    private readonly save: (what: SaveKind) => Promise<void>,
  ) {
    this.node = toNode(
      h(
        'div',
        { class: 'gl-toolbar' },
        h('div', { class: 'gl-save-tools' }),
        h('span', { class: 'gl-told', role: 'status', 'aria-live': 'polite' }),
      ),
      document,
    ) as HTMLElement;
  }

  /** Draws the tools in the language that is spoken. */
  show(say: Say, others: readonly Tree[] = []): void {
    const [tools, told] = [...this.node.children] as [HTMLElement, HTMLElement];
    const save = (what: SaveKind): void => {
      void saveAndTell(what, this.save(what), teller(told, say));
    };
    render(tools, [...others, saveMenu(save, say)]);
  }
}
