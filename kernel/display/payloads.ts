// Replies of cells may carry payloads: text for the pager, code for the next cell.
import { addPayload } from '../outputs/outputs.js';
import { makeMimeBundle } from './mime-bundle.js';

/**
 * Shows a value in the front end's pager, beside the notebook instead of in it. Front ends without a pager show nothing.
 *
 * @throws what the object's own display method throws
 */
export async function page(value: unknown): Promise<void> {
  const data = typeof value === 'string' ? { 'text/plain': value } : await makeMimeBundle(value);
  addPayload({ source: 'page', data, start: 0 });
}

/** Writes code into a new cell below this one, or with `replace` into this one. */
export function setNextInput(code: string, { replace = false }: { replace?: boolean } = {}): void {
  addPayload({ source: 'set_next_input', text: code, replace });
}
