import { readBoolean, readNumber, readString } from '../session/fields.js';
import type { History, HistoryEntry } from '../session/history.js';
import type { Handler } from '../session/kernel.js';
import type { Json } from '../session/message.js';

/** Earlier cells: the last ones, a range of a session, or those that fit a pattern. */
export const history: Handler = ({ content }, kernel) => {
  const withOutput = readBoolean(content, 'output', false);
  return {
    history: find(kernel.history, content).map(({ session, line, input, output }) => [
      session,
      line,
      withOutput ? [input, output ?? null] : input,
    ]),
  };
};

function find(history: History, content: Json): readonly HistoryEntry[] {
  const type = readString(content, 'hist_access_type', 'tail');
  const count = content['n'] == null ? undefined : readNumber(content, 'n');
  switch (type) {
    case 'tail':
      return history.tail(count ?? 1000);
    case 'range': {
      const stop = content['stop'] == null ? undefined : readNumber(content, 'stop');
      return history.range(
        readNumber(content, 'session', 0),
        readNumber(content, 'start', 1),
        stop,
      );
    }
    case 'search': {
      const unique = readBoolean(content, 'unique', false);
      return history.search(readString(content, 'pattern', '*'), { count, unique });
    }
    default:
      throw new RangeError(
        `hist_access_type must be "tail", "range" or "search", but is "${type}"`,
      );
  }
}
