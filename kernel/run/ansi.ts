import { escapeHtml } from '../../widgets/host/core/escape-html.js';

/** Text of a terminal as HTML: colour codes are left out, the text is escaped. */
export function terminalText(text: string): string {
  // eslint-disable-next-line no-control-regex -- the codes begin with the escape character
  return escapeHtml(text.replace(/\u001b\[[\d;]*[A-Za-z]/g, ''));
}
