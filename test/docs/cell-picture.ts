// What a cell shows of a value, as one drawing: a page of documentation has neither widgets nor styles of its own.
import assert from 'node:assert/strict';
import { makeMimeBundle } from '../../kernel/display/mime-bundle.js';
import { textWidth } from '../../widgets/plot/text/measure.js';

const size = 12;
const lineHeight = 18;
/** Advance of a letter of a fixed width, in its size. */
const fixedWidth = 0.6;
const fixedFont = 'ui-monospace, Menlo, Consolas, monospace';
const look = `font-family="var(--jp-ui-font-family, system-ui, sans-serif)" font-size="${size}" color="var(--jp-content-font-color1, #1f1f1f)" fill="currentColor"`;

interface Cell {
  readonly markup: string;
  readonly isLeft: boolean;
  readonly isBold: boolean;
  readonly isCode: boolean;
}

const cellsOf = (row: string): Cell[] =>
  [...row.matchAll(/<t([hd])([^>]*)>([^]*?)<\/t[hd]>/g)].map(
    ([, kind, style = '', inner = '']) => ({
      markup: inner.replace(/<[^>]*>/g, ''),
      isLeft: style.includes('text-align:left'),
      isBold: kind === 'h' || inner.includes('<b>'),
      isCode: inner.includes('<code>'),
    }),
  );

/** A letter written as an entity is one letter wide. */
const widthOf = ({ markup, isCode, isBold }: Cell): number => {
  const text = markup.replace(/&#?\w+;/g, '&');
  return isCode ? text.length * fixedWidth * size : textWidth(text, size) * (isBold ? 1.13 : 1);
};

/** A table of one line in each cell, aligned as its cells say. */
function tableDrawing(table: string): string {
  const rows = [...table.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = '']) => cellsOf(row));
  const widths = rows[0]!.map((_, k) => Math.max(...rows.map((row) => widthOf(row[k]!))));
  // Texts that meet at a place touch each other; columns of numbers stand apart.
  const gaps = rows.at(-1)!.map(({ isCode, isLeft }) => (isCode && isLeft ? 2 : 2 * size));
  const ends = widths.map((_, k) => [...widths.slice(0, k + 1), ...gaps.slice(0, k + 1)].reduce((a, b) => a + b)); // prettier-ignore
  const texts = rows.flatMap((row, r) =>
    row.map(({ markup, isLeft, isBold, isCode }, k) => {
      if (markup === '') return '';
      const x = isLeft ? ends[k]! - widths[k]! : ends[k]!;
      const font = `${isCode ? ` font-family="${fixedFont}"` : ''}${isBold ? ' font-weight="700"' : ''}`;
      return `  <text x="${x.toFixed(1)}" y="${(r + 1) * lineHeight - 4}" text-anchor="${isLeft ? 'start' : 'end'}"${font} style="white-space:pre">${markup}</text>`;
    }),
  );
  const height = rows.length * lineHeight + 6;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 ${height}" width="720" height="${height}" ${look}>\n${texts.filter(Boolean).join('\n')}\n</svg>`;
}

const image = /<img src="data:image\/svg\+xml;base64,(?<svg>[^"]*)"[^>]*>|<table[^]*?<\/table>/g;

/** The drawings below each other. */
function below(drawings: readonly string[]): string {
  if (drawings.length === 1) return drawings[0]!;
  let top = 0;
  let across = 0;
  const parts = drawings.map((drawing) => {
    const [, width, height] = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(drawing)!;
    const part = drawing.replace('<svg ', `<svg y="${top}" `);
    top += Number(height);
    across = Math.max(across, Number(width));
    return part;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${across} ${top}" width="${across}" height="${top}">\n${parts.join('\n')}\n</svg>`;
}

/** The SVG of what a cell shows when this value is its last line. @throws when it shows no picture */
export async function cellPicture(value: unknown): Promise<string> {
  const { 'text/html': html } = await makeMimeBundle(value);
  assert.equal(typeof html, 'string', 'a picture of what shows none');
  const drawings = [...String(html).matchAll(image)].map(({ 0: whole, groups }) => {
    const svg = groups!['svg'];
    return svg === undefined ? tableDrawing(whole) : Buffer.from(svg, 'base64').toString();
  });
  assert.ok(drawings.length > 0, 'a picture of what shows none');
  return `${below(drawings)}\n`;
}
