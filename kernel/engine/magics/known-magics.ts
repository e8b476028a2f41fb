// What there is: for reading cells, messages and completion.

/** Obeyed before the cell is read; at its head only. */
export const earlyMagics: ReadonlySet<string> = new Set(['npm', 'types', 'jsx', 'load']);

/** Lines that run in their place, and what they do. */
export const lineMagics: ReadonlyMap<string, string> = new Map([
  ['time', '%time CODE: runs it once and says how long it took'],
  ['timeit', '%timeit [-n LOOPS] [-r RUNS] CODE: runs it many times; mean and standard deviation'],
  ['cd', '%cd [FOLDER]: changes the folder that relative paths start from'],
  ['pwd', '%pwd: the folder that relative paths start from'],
  ['env', '%env [NAME[=VALUE]]: shows or sets variables of the environment'],
  ['who', '%who: the names that cells declared'],
  ['whos', '%whos: the same with types and values'],
  ['alive', '%alive: timers, servers and children that cells have left at work'],
  ['stop', '%stop: ends them'],
  ['lsmagic', '%lsmagic: this list'],
]);

/** First lines that say what the rest of the cell is. */
export const cellMagics: ReadonlyMap<string, string> = new Map([
  ['time', '%%time: how long the cell takes; its names stay'],
  ['timeit', '%%timeit [-n LOOPS] [-r RUNS] [SETUP]: the cell many times'],
  ...['bash', 'sh', 'python', 'python3', 'node', 'perl', 'ruby'].map(
    (name) => [name, `%%${name}: the cell is a script for ${name}`] as const,
  ),
  ['html', '%%html: the cell is shown as HTML'],
  ['markdown', '%%markdown: the cell is shown as Markdown'],
  ['latex', '%%latex: the cell is shown as LaTeX'],
  ['svg', '%%svg: the cell is shown as a picture'],
  ['javascript', '%%javascript: the cell runs in the browser'],
  ['js', '%%js: the cell runs in the browser'],
  ['writefile', '%%writefile [-a] FILE: the cell is written into a file'],
]);

/** The early ones in full, for completion and help. */
export const earlyForms = [
  '%npm install',
  '%types stop',
  '%types warn',
  '%types strict',
  '%types loose',
  '%jsx',
  '%load',
] as const;

/** Everything that may stand at the head of a cell. */
export const knownMagics: readonly string[] = [
  ...earlyForms,
  ...[...lineMagics.keys()].map((name) => `%${name}`),
  ...[...cellMagics.keys()].map((name) => `%%${name}`),
];
