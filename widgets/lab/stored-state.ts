// JupyterLab can store the state of all widgets with a notebook. Programs that turn notebooks into pages then prefer a widget to its
// picture, and look for its script on the network. Pictures keep themselves in their outputs, so they are left out of that state.
import { moduleName } from '../state/module.js';

const stateType = 'application/vnd.jupyter.widget-state+json';

interface StoredState {
  readonly state?: Readonly<Record<string, { readonly model_module?: string }>>;
}

/** A notebook's model, as far as we touch it. */
export interface NotebookModel {
  readonly metadataChanged: {
    connect(slot: (sender: unknown, change: { readonly key: string }) => void): void;
  };
  getMetadata(key: string): unknown;
  setMetadata(key: string, value: unknown): void;
  deleteMetadata(key: string): void;
}

/** The state without our models and all that hold one of them. */
export function withoutPictures(stored: StoredState): StoredState {
  const kept = new Map(Object.entries(stored.state ?? {}));
  const texts = new Map([...kept].map(([id, model]) => [id, JSON.stringify(model)]));
  const leaving = [...kept.keys()].filter((id) => kept.get(id)?.model_module === moduleName);
  for (let id = leaving.pop(); id !== undefined; id = leaving.pop()) {
    if (!kept.delete(id)) continue;
    for (const holder of kept.keys()) if (texts.get(holder)?.includes(id)) leaving.push(holder);
  }
  return { ...stored, state: Object.fromEntries(kept) };
}

/** Keeps our pictures out of the widget state of a notebook, whenever it is stored. */
export function leaveOutPictures(model: NotebookModel): void {
  model.metadataChanged.connect((_sender, { key }) => {
    if (key !== 'widgets') return;
    const metadata = model.getMetadata(key) as Record<string, StoredState> | undefined;
    const stored = metadata?.[stateType];
    if (!stored?.state) return;
    const rest = withoutPictures(stored);
    const [before, after] = [stored.state, rest.state!].map((state) => Object.keys(state).length);
    if (after === before) return;
    if (after === 0) model.deleteMetadata(key);
    else model.setMetadata(key, { ...metadata, [stateType]: rest });
  });
}
