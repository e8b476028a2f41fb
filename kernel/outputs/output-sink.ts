import { currentParent, type RequestContext } from './context.js';
import type { Json, Transport } from '../protocol/message.js';
import type { OutputSink } from './outputs.js';
import type { Publisher } from './publisher.js';
import type { Questions } from './questions.js';

/** What a sink is made of. */
export interface SinkParts {
  /** Publishes messages on iopub. */
  readonly publisher: Publisher;
  /** Moves messages to a front end. */
  readonly transport: Transport;
  /** Asks the user. */
  readonly questions: Questions;
  /** Adds a payload to the reply of the request that code belongs to. */
  readonly addPayload: (context: RequestContext, payload: Json) => void;
}

/** Sends the outputs of user code as messages of the request that the code belongs to. */
export function makeOutputSink({
  publisher,
  transport,
  questions,
  addPayload,
}: SinkParts): OutputSink {
  const parent = () => currentParent()?.header;
  return {
    stream(name, text) {
      const header = parent();
      if (text === '') return;
      if (header === undefined) publisher.publish('stream', undefined, { name, text });
      else transport.print(name, text, header);
    },
    displayData(data, { metadata = {}, id, update = false, buffers = [] }) {
      if (update && id === undefined)
        throw new Error('An update needs the id of the display that it replaces');
      const transient = id === undefined ? {} : { display_id: id };
      const type = update ? 'update_display_data' : 'display_data';
      publisher.publish(type, parent(), { data, metadata, transient }, { buffers });
    },
    clearOutput: (wait) => publisher.publish('clear_output', parent(), { wait }),
    error: ({ ename, evalue, traceback }) =>
      publisher.publish('error', parent(), { ename, evalue, traceback }),
    input: (prompt, options) => questions.ask(currentParent(), prompt, options),
    inputSync: (prompt, options) => questions.askSync(currentParent(), prompt, options),
    payload: (payload) => {
      const context = currentParent();
      if (context !== undefined) addPayload(context, payload);
    },
  };
}
