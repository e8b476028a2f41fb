import { unitsOfCodePoints } from '../session/code-points.js';
import { readNumber, readString } from '../session/fields.js';
import type { Handler } from '../session/kernel.js';

/** What is known of the name at the cursor: its type and documentation. */
export const inspect: Handler = async ({ content }, kernel) => {
  const code = readString(content, 'code');
  const position = unitsOfCodePoints(code, readNumber(content, 'cursor_pos', code.length));
  const detail = readNumber(content, 'detail_level', 0) === 1 ? 1 : 0;
  await kernel.engine.ready();
  const inspection = kernel.engine.inspect(code, position, detail);
  if (inspection === undefined) return { found: false, data: {}, metadata: {} };
  const { text, markdown } = inspection;
  return { found: true, data: { 'text/plain': text, 'text/markdown': markdown }, metadata: {} };
};
