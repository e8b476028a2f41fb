// What a notebook or page keeps of its widgets is looked at before anything is made of it.
import type { IManagerState } from '@jupyter-widgets/base-manager';
import { problemIn, whole, type Schema } from '../../src/schema/schema.js';
import * as v from '../../src/schema/valibot.js';
import { moduleName } from '../state/module.js';
import { stateSchemas } from '../state/schemas.js';

/** Words that lead from an object to what all objects share; a path through one of them would change those. */
const shared = /^(__proto__|constructor|prototype)$/;

const step = v.union([
  v.pipe(
    v.string(),
    v.check((name) => !shared.test(name), 'the name of a trait'),
  ),
  whole(0),
]);

const isRecord = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const model = v.object(
  {
    ...{ model_name: v.string('a name'), model_module: v.string('a name') },
    state: v.custom((value) => isRecord(value), 'a state'),
    buffers: v.optional(
      v.array(
        v.object({
          path: v.pipe(v.array(step), v.minLength(1, 'a path')),
          ...{ data: v.string('a text'), encoding: v.picklist(['base64', 'hex'], 'an encoding') },
        }),
        'a list of bytes',
      ),
    ),
  },
  'a model',
);

/** What is wrong with a saved model, as half a sentence; undefined for nothing. Of other people's models only the form is known. */
function problemOf(saved: unknown): string | undefined {
  const wrong = problemIn(model, saved);
  if (wrong !== undefined) return wrong;
  const { model_name: name, model_module: module, state } = saved as v.InferOutput<typeof model>;
  if (module !== moduleName) return undefined;
  const schema: Schema | undefined = Object.hasOwn(stateSchemas, name)
    ? stateSchemas[name]
    : undefined;
  return schema ? problemIn(schema, state) : `there is no ${name}`;
}

/** The models that are what they say; the others are left out, each with a sentence in the console, and stay stills. */
export function checkedModels(saved: IManagerState): IManagerState {
  const entries = Object.entries(saved.state).filter(([id, entry]) => {
    const problem = shared.test(id) ? 'it has no proper id' : problemOf(entry);
    if (problem !== undefined)
      console.warn(`gatelab: the saved widget ${id} is not drawn: ${problem}`);
    return problem === undefined;
  });
  return { ...saved, state: Object.fromEntries(entries) };
}
