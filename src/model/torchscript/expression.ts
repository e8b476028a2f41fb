// Expressions of TorchScript's code, as its printer writes them. They are data: nothing here runs one.

/** An expression. */
export type Expression =
  | { readonly is: 'literal'; readonly value: number | string | boolean | null }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly is: 'item'; readonly of: Expression; readonly at: Expression }
  | { readonly is: 'list'; readonly items: readonly Expression[] }
  | { readonly is: 'call'; readonly of: Expression; readonly args: readonly Expression[] };

/** The code is of a kind that is not followed here. Never seen by users: the file is then read as without its code. */
export class NotSimple extends Error {}

const token = /\s*(?:([A-Za-z_]\w*)|(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)|"((?:[^"\\]|\\.)*)"|(.))/y;
/** Code nests no deeper. */
const greatestDepth = 64;
const words: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null };

/**
 * Reads one expression, which has to be all of the text.
 * @throws NotSimple for anything else.
 */
export function parseExpression(text: string): Expression {
  const reader = new Reader(text);
  const items = reader.list('');
  if (items.length !== 1) throw new NotSimple(text);
  return items[0]!;
}

class Reader {
  readonly #tokens: { readonly kind: number; readonly text: string }[] = [];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    token.lastIndex = 0;
    const { length } = text.trimEnd();
    while (token.lastIndex < length) {
      const found = token.exec(text);
      if (!found) throw new NotSimple(text);
      const kind = [1, 2, 3, 4].find((group) => found[group] !== undefined)!;
      this.#tokens.push({ kind, text: found[kind]! });
    }
  }

  /** Expressions up to a closing sign, or the end; names in front of them (`dtype=6`) are left out. */
  list(end: string): Expression[] {
    if (++this.#depth > greatestDepth) throw new NotSimple('nested too deep');
    const items: Expression[] = [];
    while (!this.#next(end)) {
      if (items.length > 0 && !this.#next(',')) throw new NotSimple('a comma is missing');
      if (this.#next(end)) break;
      if (this.#tokens[this.#at + 1]?.text === '=') this.#at += 2;
      items.push(this.#one());
    }
    this.#depth--;
    return items;
  }

  #next(text: string): boolean {
    if (text === '') return this.#at >= this.#tokens.length;
    const found = this.#tokens[this.#at];
    if (found?.kind !== 4 || found.text !== text) return false;
    this.#at++;
    return true;
  }

  #one(): Expression {
    let found = this.#plain();
    for (;;) {
      if (this.#next('.')) {
        const name = this.#tokens[this.#at++];
        if (name?.kind !== 1) throw new NotSimple('a name is missing');
        found = { is: 'attribute', of: found, name: name.text };
      } else if (this.#next('(')) found = { is: 'call', of: found, args: this.list(')') };
      else if (this.#next('[')) {
        const [at, ...more] = this.list(']');
        if (!at || more.length > 0) throw new NotSimple('an index of several numbers');
        found = { is: 'item', of: found, at };
      } else return found;
    }
  }

  #plain(): Expression {
    const found = this.#tokens[this.#at++];
    if (!found) throw new NotSimple('an expression is missing');
    const { kind, text } = found;
    if (kind === 1) {
      return Object.hasOwn(words, text)
        ? { is: 'literal', value: words[text]! }
        : { is: 'name', name: text };
    }
    if (kind === 2) return { is: 'literal', value: Number(text) };
    if (kind === 3) return { is: 'literal', value: text };
    if (text === '-') return negative(this.#plain());
    if (text === '[') return { is: 'list', items: this.list(']') };
    if (text !== '(') throw new NotSimple(`"${text}" is not followed`);
    const start = this.#at;
    const items = this.list(')');
    const isTuple = items.length !== 1 || this.#tokens[this.#at - 2]?.text === ',';
    return isTuple && this.#at > start ? { is: 'list', items } : items[0]!;
  }
}

function negative(of: Expression): Expression {
  if (of.is === 'literal' && typeof of.value === 'number')
    return { is: 'literal', value: -of.value };
  throw new NotSimple('only numbers have a sign');
}
