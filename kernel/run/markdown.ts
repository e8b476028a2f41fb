// The one door to marked and KaTeX.
import { Marked } from 'marked';
import markedKatex from 'marked-katex-extension';
import type { Json } from '../session/message.js';

/** Formulas become MathML, which browsers lay out by themselves: no style sheet and no fonts. What is no TeX stays as it was written. */
const math = markedKatex({ output: 'mathml', throwOnError: false, nonStandard: true });

/**
 * Markdown as HTML, with TeX between dollar signs as Jupyter has it. `attachments` are the pictures that a notebook stores beside a cell's
 * text.
 */
export function markdownToHtml(text: string, attachments: Json = {}): string {
  const marked = new Marked(math, {
    gfm: true,
    walkTokens(token) {
      if (token.type === 'image') token.href = attachedImage(token.href as string, attachments);
    },
  });
  return marked.parse(text, { async: false });
}

function attachedImage(href: string, attachments: Json): string {
  const bundle = attachments[href.replace(/^attachment:/, '')] as Json | undefined;
  const [type, data] = Object.entries(bundle ?? {})[0] ?? [];
  return type && href.startsWith('attachment:') ? `data:${type};base64,${String(data)}` : href;
}
