/** A text from outside within an error message: on one line, without control characters, and not endless. */
export function plain(text: unknown, greatest = 60): string {
  // eslint-disable-next-line no-control-regex -- these are what must not get into a message
  const safe = String(text).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');
  return safe.length > greatest ? `${safe.slice(0, greatest)}…` : safe;
}

/** Lines of text that hold names of files' own: each stays one line, and says nothing to a terminal. */
export function plainLines(lines: readonly string[]): string {
  return lines.map((line) => plain(line, Infinity)).join('\n');
}

/** The text in quotation marks, for names that a file gives. */
export function quote(text: unknown): string {
  return `'${plain(text)}'`;
}
