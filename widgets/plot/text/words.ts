// The pictures' own words, in English and Chinese.
import { chinese } from './chinese.js';
import { english, type Word } from './english.js';

export type { Word } from './english.js';

/** The languages there are. */
export type Language = 'en' | 'zh';

/** What the letter of a gate or state stands for. */
export const gateWords: Readonly<Record<string, Word>> = {
  i: 'gateInput',
  f: 'gateForget',
  g: 'gateCandidate',
  o: 'gateOutput',
  z: 'gateUpdate',
  r: 'gateReset',
  n: 'gateCandidate',
  h: 'stateOfUnit',
};

/** The language of a picture: as told, or Chinese when the page (given by its language tag) is. */
export const languageOf = (wish: 'auto' | Language, page = ''): Language =>
  wish === 'auto' ? (page.toLowerCase().startsWith('zh') ? 'zh' : 'en') : wish;

/** A function that says words in a language; `{0}`, `{1}` … are filled in from the rest. */
export function speaker(language: Language): (word: Word, ...parts: (string | number)[]) => string {
  const words = language === 'zh' ? chinese : english;
  return (word, ...parts) =>
    words[word].replace(/\{(\d)\}/g, (_, index: string) => String(parts[Number(index)] ?? ''));
}

/** What `speaker` returns. */
export type Say = ReturnType<typeof speaker>;
