// Text that is more than text: HTML, Markdown, LaTeX.
import { escapeHtml } from '../../widgets/host/core/escape-html.js';
import { displaySymbol } from '../../widgets/host/core/mime-bundle.js';

/** A text with its kind; as the value of a cell it is shown as such. */
export class RichText {
  /** @param type its MIME type, such as `text/html` */
  constructor(
    readonly type: string,
    readonly text: string,
  ) {}

  [displaySymbol](): Record<string, string> {
    return { [this.type]: this.text, 'text/plain': this.text };
  }

  /** The plain text. */
  toString(): string {
    return this.text;
  }
}

/** Makes rich text, as the tag of a template or as a function. */
export interface RichTextMaker {
  (text: string): RichText;
  (strings: TemplateStringsArray, ...values: readonly unknown[]): RichText;
}

/** How one kind of text is made. */
interface Kind {
  readonly type: string;
  /** A value inside a template. */
  embed(value: unknown): string;
  finish(text: string): string;
}

function makerOf({ type, embed, finish }: Kind): RichTextMaker {
  return (strings: string | TemplateStringsArray, ...values: readonly unknown[]): RichText => {
    if (typeof strings === 'string') return new RichText(type, finish(strings));
    const parts = strings.raw.map((part, i) => part + (i < values.length ? embed(values[i]) : ''));
    return new RichText(type, finish(parts.join('')));
  };
}

/** `` html`<b>${name}</b>` `` or `html('<b>bold</b>')`: shown as HTML. Values in a template are text, unless they are HTML or elements themselves. */
export const html: RichTextMaker = makerOf({
  type: 'text/html',
  embed: embedHtml,
  finish: (text) => text,
});

/** `` md`# Title` `` or `md('# Title')`: shown as Markdown. */
export const md: RichTextMaker = makerOf({
  type: 'text/markdown',
  embed: String,
  finish: (text) => text.replaceAll('\\`', '`'),
});

/** The same as `md`. */
export const markdown: RichTextMaker = md;

/** The same as `md`, as ipykernel's people write it. */
export const Markdown: RichTextMaker = md;

/** `` latex`c_t = f \odot c_{t-1}` ``: shown as a formula. Backslashes need no doubling in a template. */
export const latex: RichTextMaker = makerOf({
  type: 'text/latex',
  embed: String,
  finish: (text) => (/\$|\\begin|\\\[|\\\(/.test(text) ? text : `$$${text}$$`),
});

/** The same as `latex`. */
export const tex: RichTextMaker = latex;

/** The same as `latex`. */
export const Latex: RichTextMaker = latex;

function embedHtml(value: unknown): string {
  if (Array.isArray(value)) return value.map(embedHtml).join('');
  if (value instanceof RichText && value.type === 'text/html') return value.text;
  const { outerHTML } = Object(value) as { readonly outerHTML?: unknown };
  return typeof outerHTML === 'string' ? outerHTML : escapeHtml(String(value ?? ''));
}
