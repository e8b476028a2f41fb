// A sentence in place of a picture that cannot be drawn.
import type { Say } from '../text/words.js';
import { h, type Tree } from './tree.js';

/** The message that an error leads to. */
export const messageOf = (error: unknown, say: Say): Tree =>
  h(
    'div',
    { class: 'gl-message', role: 'alert' },
    say('cannotDraw', error instanceof Error ? error.message : String(error)),
  );
