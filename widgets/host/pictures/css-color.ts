/** matplotlib's one-letter colours; everything else is a CSS colour already. */
const letters: Readonly<Record<string, string>> = {
  k: '#000000',
  w: '#ffffff',
  r: '#ff0000',
  g: '#008000',
  b: '#0000ff',
  c: '#00bfbf',
  m: '#bf00bf',
  y: '#bfbf00',
};

/** A colour in matplotlib's words (`k`, `black`, `#rrggbb`, a grey as `'0.5'`) as CSS. */
export function cssColor(color: string): string {
  if (Object.hasOwn(letters, color)) return letters[color]!;
  const grey = /^(?:0?\.\d+|[01](?:\.0*)?)$/.test(color) ? Math.round(Number(color) * 255) : -1;
  return grey < 0 ? color : `rgb(${grey}, ${grey}, ${grey})`;
}
