// The gallery: every stored picture with the call that draws such a one, for light and for dark pages.
import { readdirSync, readFileSync } from 'node:fs';
import { matplotlibCode } from './beside-matplotlib.js';

const tests = new URL('../', import.meta.url);

/** A picture of the gallery. */
export interface Exhibit {
  readonly name: string;
  /** What there is to see, and what draws it in a cell. */
  readonly told: string;
  readonly call: string;
  /** The stored drawing. */
  readonly svg: string;
}

const comment = /\/\*\*\n \* (?<told>[^]*?)\n \* @example (?<call>.*)\n \*\/\nexport default/;

/** Every picture that says by which call it is drawn. */
export function exhibits(): Exhibit[] {
  return readdirSync(new URL('pictures/', tests)).flatMap((file) => {
    const name = file.replace(/\.ts$/, '');
    const source = readFileSync(new URL(`pictures/${file}`, tests), 'utf8');
    const { told, call } = comment.exec(source)?.groups ?? {};
    if (!told || !call) return [];
    const svg = readFileSync(new URL(`output/${name}.svg`, tests), 'utf8');
    return [{ name, told: told.replaceAll('\n * ', ' '), call, svg }];
  });
}

/** The drawing on a dark page: letters and lines are light, behind them is what Jupyter's dark theme has there. */
export function darkOf({ svg }: Pick<Exhibit, 'svg'>): string {
  const [, x = '0', y = '0', width = '0', height = '0'] = /viewBox="(\S+) (\S+) (\S+) (\S+)"/.exec(svg) ?? []; // prettier-ignore
  const ground = `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#111111"/>`;
  return svg
    .replace(/var\(--jp-content-font-color1, ?#1f1f1f\)/g, '#e0e0e0')
    .replace(/^(<svg[^>]*>)/, `$1\n  ${ground}`);
}

/** Parts of the page: a heading, and which pictures stand below it by the first word of their call. */
const parts: readonly (readonly [string, RegExp])[] = [
  ['Gates and states', /^(?:gates|explore|heatmap\((?:trace|\[trace))/],
  ['Other matrices', /^(?:heatmap|difference|weightMaps)/],
  ['Over time', /^(?:lines|multiples|tokens|phase)/],
  ['Numbers beside numbers', /^(?:bars|histogram|scatter)/],
  ['The cell', /^cellDiagram/],
  ['Errors', /^compare/],
];

/** The picture, and what follows it: beside matplotlib's, half as wide, where that draws such a one. */
function images(name: string): string {
  const code = matplotlibCode(name);
  const alt = name.replaceAll('-', ' ');
  const half = code === undefined ? '' : ' width="49%"';
  const own = `<picture><source media="(prefers-color-scheme: dark)" srcset="images/gallery/${name}-dark.svg"><img src="../test/plots/output/${name}.svg" alt="${alt}"${half}></picture>`;
  if (code === undefined) return own;
  return `${own}
<img src="images/gallery/${name}-matplotlib.png" alt="${alt}, by matplotlib"${half}>

<details><summary>by matplotlib, at the right</summary>

\`\`\`python
${code}
\`\`\`

</details>`;
}

const section = ({ name, told, call }: Exhibit): string => `### ${name.replaceAll('-', ' ')}

${told}

\`\`\`ts
${call}
\`\`\`

${images(name)}

[what draws it in the tests](../test/plots/pictures/${name}.ts)
`;

/** The page as Markdown. */
export function galleryPage(): string {
  const left = exhibits();
  const sections = parts.map(([heading, calls]) => {
    const own = left.filter(({ call }) => calls.test(call));
    for (const exhibit of own) left.splice(left.indexOf(exhibit), 1);
    return `## ${heading}\n\n${own.map(section).join('\n')}`;
  });
  if (left.length > 0) throw new Error(`No part of the gallery takes ${left[0]!.call}`);
  return `# Gallery

Every kind of picture with the call that draws one like it; the page follows a light or dark theme. The pictures are those that the tests draw and compare,
so they are what is drawn today. Where matplotlib draws such a picture, its own stands at the right: the same numbers, the same size, its defaults. What the calls have in common is told in [views](views.md).

<!-- Written by npm run gallery. -->

${sections.join('\n')}`;
}
