// What a client's messages hold, as schemas. A field that is missing, or null, has its default; one of another kind is the sender's mistake and said so.

import { finite, oneOf, problemIn, v } from '../../src/schema/schema.js';
import type { Json } from './message.js';

const isObject = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = v.string('a text');
const flag = (otherwise: boolean) => v.nullish(v.boolean('true or false'), otherwise);
const object = () => v.nullish(v.custom<Json>(isObject, 'an object'), {});
/** In code points; where it lies beyond the code, its end is meant. */
const position = () => v.nullish(finite());

/** By the type of the message; of types that are not here, everything is taken. */
export const contents = {
  execute_request: v.object({
    code: text,
    silent: flag(false),
    store_history: flag(true),
    stop_on_error: flag(true),
    user_expressions: object(),
  }),
  complete_request: v.object({ code: text, cursor_pos: position() }),
  inspect_request: v.object({
    code: text,
    cursor_pos: position(),
    detail_level: v.nullish(finite(), 0),
  }),
  is_complete_request: v.object({ code: text }),
  history_request: v.object({
    hist_access_type: v.nullish(oneOf('tail', 'range', 'search'), 'tail'),
    output: flag(false),
    unique: flag(false),
    n: v.nullish(finite()),
    session: v.nullish(finite(), 0),
    start: v.nullish(finite(), 1),
    stop: v.nullish(finite()),
    pattern: v.nullish(text, '*'),
  }),
  comm_info_request: v.object({ target_name: v.nullish(text, '') }),
  comm_open: v.object({
    comm_id: text,
    target_name: v.nullish(text, ''),
    data: object(),
  }),
  comm_msg: v.object({ comm_id: text, data: object() }),
  comm_close: v.object({ comm_id: text, data: object() }),
  shutdown_request: v.object({ restart: flag(false) }),
  delete_subshell_request: v.object({ subshell_id: text }),
} as const;

/** The content of a type of message, with its defaults. */
export type ContentOf<T extends keyof typeof contents> = v.InferOutput<(typeof contents)[T]>;

/** Reads the content of a message. @throws TypeError naming the message and the field that is not what it should be */
export function readContent<T extends keyof typeof contents>(type: T, content: Json): ContentOf<T> {
  const schema = contents[type];
  const problem = problemIn(schema, content);
  if (problem !== undefined) throw new TypeError(`In the content of this ${type}, ${problem}`);
  return v.parse(schema, content) as ContentOf<T>;
}
