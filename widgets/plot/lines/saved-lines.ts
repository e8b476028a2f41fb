// Lines as they are saved.
import { csvField } from '../heatmap/cells-as-text.js';
import type { SavedPicture } from '../save/saved-picture.js';
import { drawLines } from './draw-lines.js';
import { planLines, type LinesPicture } from './plan.js';

/** What is shown: a row for each step that is in sight, a column for each line and for the edges of the band. */
export function savedLines(picture: LinesPicture): SavedPicture {
  return {
    title: picture.title,
    kind: 'lines',
    draw: () => drawLines({ ...picture, marks: [] }),
    text(separator) {
      const { steps, x } = planLines(picture);
      const { band, columnNames } = picture;
      const columns: (readonly [string, ArrayLike<number>])[] = [
        ...picture.lines.map(({ name, values }) => [name, values] as const),
        ...(band
          ? ([
              [`${band.name}, low`, band.low],
              [`${band.name}, high`, band.high],
            ] as const)
          : []),
      ];
      const [from, to] = [Math.max(0, Math.floor(x.domain[0])), Math.min(steps, Math.ceil(x.domain[1]))]; // prettier-ignore
      const rows = Array.from({ length: Math.max(0, to - from) }, (_, k) => [
        columnNames?.[from + k] ?? String(from + k),
        ...columns.map(([, values]) => String(values[from + k] ?? '')),
      ]);
      const lines = [['step', ...columns.map(([name]) => name)], ...rows];
      return (
        lines.map((line) => line.map((f) => csvField(f, separator)).join(separator)).join('\n') +
        '\n'
      );
    },
  };
}
