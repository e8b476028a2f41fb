import { tokensDefaults, type ModuleTraits, type TokensState } from '../../state/index.js';
import { speaker } from '../../plot/text/words.js';
import { drawTokens } from '../../plot/tokens/draw-tokens.js';
import { tokensPicture } from '../../plot/tokens/tokens-picture.js';
import { toText } from '../../plot/tree/tree.js';
import { defineWidget } from '../core/define-widget.js';
import type { GateLink } from './gate-link.js';
import type { MatrixLike } from './matrix.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import { originOf } from './origin.js';
import { withoutModule } from '../core/own-widget.js';
import { stateOf, wireOf } from './picture.js';
import { joinLink } from './trace-link.js';

type TokensTraits = Omit<TokensState, keyof ModuleTraits | 'link'> & { link: GateLink | null };

/** A text whose pieces are coloured by one unit's value. */
export class Tokens extends defineWidget<TokensTraits>({
  name: 'Tokens',
  ...withoutModule(tokensDefaults),
  kinds: { link: 'widget' },
}) {
  override staticBundle(): MimeBundle {
    const state = stateOf(this, tokensDefaults);
    const { picture } = tokensPicture(state, speaker(this.language === 'zh' ? 'zh' : 'en'));
    return { 'text/html': toText(drawTokens(picture)), 'text/plain': this.tokens.join(' ') };
  }
}

/**
 * Colours the pieces of a text by a unit's value (`unit`, 0 at first): values are steps × units, one step for each piece.
 * @throws RangeError when there are more or fewer steps than pieces
 */
export function tokens(
  pieces: readonly string[],
  values: MatrixLike,
  options: Partial<Omit<TokensTraits, 'tokens' | 'values'>> = {},
): Tokens {
  const wire = wireOf(values);
  if (wire.shape[0] !== pieces.length) {
    throw new RangeError(`${pieces.length} pieces of text do not fit ${wire.shape[0]} steps`);
  }
  const origin = originOf(values);
  return new Tokens({
    ...(origin && { link: joinLink(origin.trace, options), quantity: origin.quantity }),
    ...options,
    tokens: [...pieces],
    values: wire,
  });
}
