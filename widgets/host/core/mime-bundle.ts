import { escapeHtml } from './escape-html.js';

/** MIME type → representation, as Jupyter's display messages carry it. */
export type MimeBundle = Record<string, unknown>;

/** The method by which an object says how a notebook shows it; other TypeScript kernels honour the same name. */
export const displaySymbol: unique symbol = Symbol.for('Jupyter.display') as never;

/** The static pictures of several objects below each other; nothing when none has one. */
export function htmlOfChildren(children: readonly { staticBundle(): MimeBundle }[]): MimeBundle {
  const parts = children.map((child) => {
    const { 'text/html': html, 'text/plain': text } = child.staticBundle();
    return typeof html === 'string' ? html : `<pre>${escapeHtml(String(text))}</pre>`;
  });
  return parts.length > 0 ? { 'text/html': `<div>${parts.join('\n')}</div>` } : {};
}
