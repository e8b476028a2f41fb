import { codePointsOfUnits, unitsOfCodePoints } from '../protocol/code-points.js';
import { readContent } from '../protocol/requests.js';
import type { Handler } from '../session/kernel.js';

/** Completions with their kinds and signatures, as JupyterLab shows them. */
export const complete: Handler = async ({ content }, kernel) => {
  const { code, cursor_pos: cursorPosition } = readContent('complete_request', content);
  const position = unitsOfCodePoints(code, cursorPosition ?? code.length);
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
