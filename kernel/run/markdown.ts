// The one door to marked.
import { Marked } from 'marked';
import type { Json } from '../session/message.js';

/** Markdown as HTML. `attachments` are the pictures that a notebook stores beside a cell's text. */
export function markdownToHtml(text: string, attachments: Json = {}): string {
  const marked = new Marked({
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
