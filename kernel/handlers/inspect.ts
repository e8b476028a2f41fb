import { unitsOfCodePoints } from '../protocol/code-points.js';
import { readContent } from '../protocol/requests.js';
import type { Handler } from '../session/kernel.js';

/** What is known of the name at the cursor: its type and documentation. */
export const inspect: Handler = async ({ content }, kernel) => {
  const asked = readContent('inspect_request', content);
  const position = unitsOfCodePoints(asked.code, asked.cursor_pos ?? asked.code.length);
  const detail = asked.detail_level === 1 ? 1 : 0;
  await kernel.engine.ready();
  const inspection = kernel.engine.inspect(asked.code, position, detail);
  if (inspection === undefined) return { found: false, data: {}, metadata: {} };
  const { text, markdown } = inspection;
  return { found: true, data: { 'text/plain': text, 'text/markdown': markdown }, metadata: {} };
};
