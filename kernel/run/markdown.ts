// The one door to marked and KaTeX.
import { Marked } from 'marked';
import markedKatex from 'marked-katex-extension';
import { escapeHtml } from '../../widgets/host/core/escape-html.js';
import { sanitized } from './sanitize.js';
import type { Json } from '../protocol/message.js';

/** Formulas become MathML, which browsers lay out by themselves: no style sheet and no fonts. What is no TeX stays as it was written. */
const math = markedKatex({ output: 'mathml', throwOnError: false, nonStandard: true });

/** Marked takes time by the square of the marks of emphasis in one paragraph; this many take a second. */
const greatestMarks = 20_000;

/**
 * Markdown as sanitised HTML, with TeX between dollar signs as Jupyter has it. `attachments` are the pictures that a notebook stores beside a cell's
 * text. What is nested too deeply, or has more marks in a paragraph than anybody sets, stays as it was written.
 */
export function markdownToHtml(text: string, attachments: Json = {}): string {
  const marked = new Marked(math, {
    gfm: true,
    walkTokens(token) {
      if (token.type === 'image') token.href = attachedImage(token.href as string, attachments);
    },
  });
  if (text.split(/\n\s*\n/).some(hasManyMarks)) return asWritten(text);
  try {
    return sanitized(marked.parse(text, { async: false }));
  } catch {
    // Marked and KaTeX call themselves for what is nested.
    return asWritten(text);
  }
}

const hasManyMarks = (paragraph: string): boolean =>
  paragraph.length > greatestMarks && (paragraph.match(/[*_~]/g)?.length ?? 0) > greatestMarks;

const asWritten = (text: string): string => `<pre>${escapeHtml(text)}</pre>`;

function attachedImage(href: string, attachments: Json): string {
  const bundle = attachments[href.replace(/^attachment:/, '')] as Json | undefined;
  const [type, data] = Object.entries(bundle ?? {})[0] ?? [];
  return type && href.startsWith('attachment:') ? `data:${type};base64,${String(data)}` : href;
}
