import { readContent, type ContentOf } from '../protocol/requests.js';
import type { History, HistoryEntry } from '../session/history.js';
import type { Handler } from '../session/kernel.js';

/** Earlier cells: the last ones, a range of a session, or those that fit a pattern. */
export const history: Handler = ({ content }, kernel) => {
  const asked = readContent('history_request', content);
  return {
    history: find(kernel.history, asked).map(({ session, line, input, output }) => [
      session,
      line,
      asked.output ? [input, output ?? null] : input,
    ]),
  };
};

function find(
  history: History,
  { hist_access_type: type, n, ...asked }: ContentOf<'history_request'>,
): readonly HistoryEntry[] {
  switch (type) {
    case 'tail':
      return history.tail(n ?? 1000);
    case 'range':
      return history.range(asked.session, asked.start, asked.stop ?? undefined);
    case 'search':
      return history.search(asked.pattern, { count: n ?? undefined, unique: asked.unique });
  }
}
