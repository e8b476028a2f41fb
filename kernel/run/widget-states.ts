// Keeps the states of the widgets that a run opens, as a front end would, so that they can be stored in a notebook or a page.
import { joinBuffers, type BufferPath } from '../../widgets/host/core/buffers.js';
import { storedModel, type StoredModels } from '../../widgets/host/core/stored-model.js';
import type { Json, Message } from '../protocol/message.js';

/** The widgets of a run. */
export class WidgetStates {
  readonly #states = new Map<string, Json>();

  /** Takes one published message in; those that are not about widgets are left alone. */
  receive({ header, content, buffers }: Message): void {
    const id = String(content['comm_id']);
    const data = (content['data'] ?? {}) as Json;
    if (header.msg_type === 'comm_close') this.#states.delete(id);
    const isOpen = header.msg_type === 'comm_open' && content['target_name'] === 'jupyter.widget';
    const isUpdate = header.msg_type === 'comm_msg' && data['method'] === 'update';
    if (!isOpen && !(isUpdate && this.#states.has(id))) return;
    const paths = (data['buffer_paths'] ?? []) as BufferPath[];
    const state = joinBuffers({ ...(data['state'] as Json) }, paths, buffers);
    this.#states.set(id, { ...this.#states.get(id), ...state });
  }

  /** The output widget that catches the outputs of this request now, if one does. */
  catcherOf(request: string): string | undefined {
    const found = [...this.#states].find(
      ([, state]) => state['_model_name'] === 'OutputModel' && state['msg_id'] === request,
    );
    return found?.[0];
  }

  /** Sets a trait from outside, as a front end does. */
  set(id: string, trait: string, value: unknown): void {
    const state = this.#states.get(id);
    if (state) state[trait] = value;
  }

  /** All states in the form that notebooks store; undefined when there are none. */
  stored(): StoredModels | undefined {
    if (this.#states.size === 0) return undefined;
    const entries = [...this.#states].map(([id, whole]) => [id, storedModel(whole)] as const);
    return { version_major: 2, version_minor: 0, state: Object.fromEntries(entries) };
  }
}
