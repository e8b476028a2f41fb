// JupyterLab can store the state of all widgets with a notebook. Programs that turn notebooks into pages then prefer a widget to its
// picture, and look for its script on the network. Pictures keep themselves in their outputs, so they are left out of that state.
import { moduleName } from '../state/module.js';
import { append } from '../../src/lists/append.js';

const stateType = 'application/vnd.jupyter.widget-state+json';

interface StoredState {
  readonly state?: Readonly<Record<string, { readonly model_module?: unknown } | null>>;
}

/** A notebook's model, as far as we touch it. */
export interface NotebookModel {
  /** Tells of changed metadata. */
  readonly metadataChanged: {
    connect(slot: (sender: unknown, change: { readonly key: string }) => void): void;
  };
  /** What is kept under a key; undefined where nothing is. */
  getMetadata(key: string): unknown;
  /** Keeps something under a key. */
  setMetadata(key: string, value: unknown): void;
  /** Lets go of what is kept under a key. */
  deleteMetadata(key: string): void;
}

/** Managers look a module up by its name as text, so that a list of one name finds it too. */
const isOurs = (model: { readonly model_module?: unknown } | null | undefined): boolean =>
  String(model?.model_module) === moduleName;

/** The state without our models and all that hold one of them. */
export function withoutPictures(stored: StoredState): StoredState {
  const kept = new Map(Object.entries(stored.state ?? {}));
  const holders = holdersOf(kept);
  const leaving = [...kept.keys()].filter((id) => isOurs(kept.get(id)));
  for (let id = leaving.pop(); id !== undefined; id = leaving.pop()) {
    if (kept.delete(id)) append(leaving, holders.get(id) ?? []);
  }
  return { ...stored, state: Object.fromEntries(kept) };
}

/** Id → the models that name it, as a reference or in an output that they keep. */
function holdersOf(models: ReadonlyMap<string, unknown>): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const [holder, model] of models) {
    for (const name of textsIn(model)) {
      const id = name.replace(/^IPY_MODEL_/, '');
      if (!models.has(id)) continue;
      const known = holders.get(id);
      if (known) known.push(holder);
      else holders.set(id, [holder]);
    }
  }
  return holders;
}

function textsIn(value: unknown): Set<string> {
  const found = new Set<string>();
  JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'string') found.add(part);
    return part;
  });
  return found;
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
