/** MIME type → representation, as Jupyter's display messages carry it. */
export type MimeBundle = Record<string, unknown>;

/** The method by which an object says how a notebook shows it; other TypeScript kernels honour the same name. */
export const displayKey: unique symbol = Symbol.for('Jupyter.display') as never;

/** Text made safe to stand in HTML or in a quoted attribute. */
export function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': 'amp',
    '<': 'lt',
    '>': 'gt',
    '"': 'quot',
    "'": '#39',
  };
  return text.replace(/[&<>"']/g, (sign) => `&${names[sign]};`);
}
