/** The first of many texts and how many more there are, for a sentence that people read: `a, b, c, and 9 more`. */
export function someOf(texts: readonly string[], separator = ', ', most = 3): string {
  const shown = texts.slice(0, most).join(separator);
  return texts.length > most ? `${shown}${separator}and ${texts.length - most} more` : shown;
}
