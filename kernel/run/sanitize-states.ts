// Widgets that show HTML put it into the page as it is; so it is sanitised before it is stored there.
import type { StoredModel, StoredModels } from '../../widgets/host/core/stored-model.js';
import { textOf } from './notebook.js';
import { sanitized } from './sanitize.js';

type State = Readonly<Record<string, unknown>>;

const showsHtml: ReadonlySet<unknown> = new Set(['HTMLModel', 'HTMLMathModel']);

/** The states with all HTML in them sanitised: of HTML widgets, and of outputs that output widgets hold. */
export function sanitizedStates(stored: StoredModels): StoredModels {
  const models = Object.entries(stored.state).map(([id, model]) => [id, sanitizedModel(model)]);
  return { ...stored, state: Object.fromEntries(models) as StoredModels['state'] };
}

function sanitizedModel(model: StoredModel): StoredModel {
  const { state } = model;
  const { value, outputs } = state;
  return {
    ...model,
    state: {
      ...state,
      ...(showsHtml.has(state['_model_name']) && { value: sanitized(String(value ?? '')) }),
      ...(Array.isArray(outputs) && { outputs: outputs.map(sanitizedOutput) }),
    },
  };
}

function sanitizedOutput(output: State): State {
  const data = output['data'] as State | undefined;
  if (data?.['text/html'] === undefined) return output;
  return { ...output, data: { ...data, 'text/html': sanitized(textOf(data['text/html'])) } };
}
