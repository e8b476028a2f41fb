/** Far more than any front end nests, and far less than what V8 can write again without running out of stack. */
const greatest = 1000;

const [quotes, backslash, openList, closeList, open, close] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Whether lists and objects in a JSON text are nested deeper than anything honest. V8 reads such a text and then fails to write it: a header
 * comes back with everything that a request leads to.
 */
export function isTooDeep(json: string): boolean {
  if (json.length <= 2 * greatest) return false;
  let depth = 0;
  let inText = false;
  for (let n = 0; n < json.length; n++) {
    const code = json.charCodeAt(n);
    if (inText) {
      if (code === backslash) n++;
      else if (code === quotes) inText = false;
    } else if (code === quotes) inText = true;
    else if (code === openList || code === open) {
      if (++depth > greatest) return true;
    } else if (code === closeList || code === close) depth--;
  }
  return false;
}
