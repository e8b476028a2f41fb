// Turns the messages of a cell into the outputs that a notebook stores, as nbclient and the front ends do.
import type { Json, Message } from '../protocol/message.js';
import type { CellOutput } from './notebook.js';

/** The outputs of one cell, or of one output widget, as they grow. */
export class OutputCollector {
  /** As nbformat keeps them. */
  readonly outputs: CellOutput[] = [];
  #clearBeforeNext = false;
  readonly #displays: Map<string, CellOutput[]>;

  /** `displays` is shared by all cells of a run: an update may come from another cell. */
  constructor(displays: Map<string, CellOutput[]>) {
    this.#displays = displays;
  }

  /** Takes one published message in; those that are no outputs are left alone. */
  receive({ header, content }: Message): void {
    switch (header.msg_type) {
      case 'stream':
        return this.#stream(String(content['name']), String(content['text']));
      case 'display_data':
        return this.#display(content, { output_type: 'display_data' });
      case 'execute_result': {
        const count = content['execution_count'];
        return this.#display(content, { output_type: 'execute_result', execution_count: count });
      }
      case 'update_display_data':
        return this.#update(content);
      case 'error':
        return this.#add({
          ...pick(content, ['ename', 'evalue', 'traceback']),
          output_type: 'error',
        });
      case 'clear_output':
        if (content['wait'] === true) this.#clearBeforeNext = true;
        else this.outputs.length = 0;
    }
  }

  #add(output: CellOutput): void {
    if (this.#clearBeforeNext) this.outputs.length = 0;
    this.#clearBeforeNext = false;
    this.outputs.push(output);
  }

  #stream(name: string, text: string): void {
    const last = this.outputs.at(-1);
    const joins = !this.#clearBeforeNext && last?.output_type === 'stream' && last['name'] === name;
    if (joins) last['text'] = String(last['text']) + text;
    else this.#add({ output_type: 'stream', name, text });
  }

  #display(content: Json, start: CellOutput): void {
    const output = { ...start, ...pick(content, ['data', 'metadata']) };
    this.#add(output);
    const id = (content['transient'] as Json | undefined)?.['display_id'];
    if (typeof id === 'string') {
      this.#displays.set(id, [...(this.#displays.get(id) ?? []), output]);
    }
  }

  #update(content: Json): void {
    const id = (content['transient'] as Json | undefined)?.['display_id'];
    for (const output of this.#displays.get(String(id)) ?? []) {
      Object.assign(output, pick(content, ['data', 'metadata']));
    }
  }
}

const pick = (content: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, content[name] ?? {}]));
