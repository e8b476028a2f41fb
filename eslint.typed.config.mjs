// Rules that need to know types, and so take longer than all the others together. A promise without an owner that is rejected with nobody
// listening ends a thread, and with the thread of the sockets the kernel; an `any` switches the compiler off for all that comes of it.
import tseslint from 'typescript-eslint';
import noSpreadOfData from './scripts/lint/no-spread-of-data.mjs';

const owned = (options) => ({
  '@typescript-eslint/no-floating-promises': ['error', options],
  '@typescript-eslint/no-misused-promises': 'error',
});

const anyless = {
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
};

export default tseslint.config(
  { ignores: ['**/*.generated.*'] },
  {
    files: ['{src,kernel,widgets}/**/*.ts'],
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: {
      '@typescript-eslint': tseslint.plugin,
      gatelab: { rules: { 'no-spread-of-data': noSpreadOfData } },
    },
    rules: { ...owned({}), ...anyless, 'gatelab/no-spread-of-data': 'error' },
  },
  // A script that does not wait for its work ends well though the work failed.
  {
    files: ['scripts/**/*.mjs'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: './tsconfig.scripts.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: owned({}),
  },
  // On the thread of the sockets `void` is no owner either.
  { files: ['kernel/wire/**/*.ts'], rules: owned({ ignoreVoid: false }) },
);
