import { codePointsOfUnits, unitsOfCodePoints } from '../session/code-points.js';
import { readNumber, readString } from '../session/fields.js';
import type { Handler } from '../session/kernel.js';

/** Completions with their kinds and signatures, as JupyterLab shows them. */
export const complete: Handler = async ({ content }, kernel) => {
  const code = readString(content, 'code');
  const position = unitsOfCodePoints(code, readNumber(content, 'cursor_pos', code.length));
  await kernel.engine.ready();
  const { start, end, items } = kernel.engine.complete(code, position);
  const cursor = { start: codePointsOfUnits(code, start), end: codePointsOfUnits(code, end) };
  return {
    matches: items.map(({ text }) => text),
    cursor_start: cursor.start,
    cursor_end: cursor.end,
    metadata: {
      _jupyter_types_experimental: items.map(({ text, kind, signature }) => ({
        ...cursor,
        text,
        type: kind,
        ...(signature === undefined ? {} : { signature }),
      })),
    },
  };
};
