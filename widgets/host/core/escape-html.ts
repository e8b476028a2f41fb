/** Text that is safe between tags and in quoted attributes. Names out of files and notebooks are text, never HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
