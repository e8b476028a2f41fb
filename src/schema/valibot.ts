// valibot's own words, for what runs in a browser: taken from here by `import * as v`, a bundle holds only those that are used.
export * from 'valibot';
