// In which words a verdict is told: always what was seen, what it means, what to do.
import { ArgumentError } from '../errors.js';
import type { Diagnosis, Locale, Told, VerdictWords } from './verdict-types.js';

/** The languages of verdicts. */
const locales: readonly Locale[] = ['en', 'zh'];

/** A text in every language. */
export const told = (en: string, zh: string): Told => ({ en, zh });

/** Nothing is said. */
export const nothing = told('', '');

/** What is said where the two sides agree. */
export const agreed = {
  means: told('The two compute the same.', '两边的计算一致。'),
  todo: told('Nothing needs to be done.', '无需处理。'),
} as const;

/** The words of a verdict as one text. */
export function textIn({ seen, means, todo }: VerdictWords, locale: Locale): string {
  return [seen, means, todo]
    .map((part) => part[locale])
    .filter(Boolean)
    .join(locale === 'en' ? ' ' : '');
}

/** The words of a diagnosis, and the same as a text. */
export const tell = (words: VerdictWords): Pick<Diagnosis, 'sentence' | 'words'> => ({
  words,
  sentence: textIn(words, 'en'),
});

/** The same diagnosis with something more that was seen. */
export function withSeen(diagnosis: Diagnosis, more: Told): Diagnosis {
  const { seen } = diagnosis.words;
  const both = told(`${seen.en} ${more.en}`.trim(), seen.zh + more.zh);
  return { ...diagnosis, ...tell({ ...diagnosis.words, seen: both }) };
}

/** @throws ArgumentError for a language that verdicts are not told in. */
export function requireLocale(locale: unknown): void {
  if (locale === undefined || locales.includes(locale as Locale)) return;
  throw new ArgumentError(
    `Verdicts are told in ${locales.join(' or ')}, not in "${String(locale)}"`,
  );
}
