// How much room a text takes, without a browser: widths of a common sans-serif face, rounded up.

const narrow = new Set([...'ijltfrI.,:;!|()[]\'"- ']);
const wide = new Set([...'mwMWOQG@%']);

function characterWidth(character: string): number {
  if (narrow.has(character)) return 0.38;
  if (wide.has(character)) return 0.88;
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x2e80 ? 1.02 : code >= 0x41 && code <= 0x5a ? 0.7 : 0.63;
}

/** Width in pixels of a text set in `size` pixels. */
export const textWidth = (text: string, size: number): number =>
  [...text].reduce((sum, character) => sum + characterWidth(character), 0) * size;

/** How much wider semi-bold letters are. */
export const boldness = 1.13;

/** The text, or as much of it as fits in `width` pixels with an ellipsis. */
export function fitText(text: string, width: number, size: number): string {
  // No further than the room: a label may come from anywhere, and be of any length.
  let fitting = '';
  let used = 0;
  const room = width - textWidth('…', size);
  for (const character of text) {
    used += characterWidth(character) * size;
    if (used > width) return `${fitting.trimEnd()}…`;
    if (used <= room) fitting += character;
  }
  return text;
}

/** What a line may end after: words, and every character of scripts that are written without spaces. */
const pieces = /[\u2e80-\u9fff\uf900-\uffef]|[^\s\u2e80-\u9fff\uf900-\uffef]+|\s+/gu;

/** The text in lines of at most `width` pixels, broken between words; at most `most` lines, the last cut with an ellipsis where more would come. */
export function wrapText(text: string, width: number, size: number, most = 3): string[] {
  if (textWidth(text, size) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  const words = text.match(pieces) ?? [];
  for (const [k, word] of words.entries()) {
    if (line !== '' && textWidth(line + word.trimEnd(), size) > width) {
      if (lines.length === most - 1)
        return [...lines, fitText(line + words.slice(k).join(''), width, size)];
      lines.push(line.trimEnd());
      line = word.trimStart();
    } else line += word;
  }
  // A single word may be wider than the room.
  return [...lines, line.trimEnd()].filter((l) => l !== '').map((l) => fitText(l, width, size));
}
