// The house rules a machine can hold: import arrows, one door per heavy dependency, sizes, doc comments.
import js from '@eslint/js';
import jsdoc from 'eslint-plugin-jsdoc';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Heavy dependencies and the folder (or file) that may import each; where there are several, each is a host of the widgets. */
const doors = {
  zeromq: ['kernel/wire/', 'kernel/start/'],
  typescript: 'kernel/engine/',
  tslab: 'kernel/engine/',
  h5wasm: 'src/hdf5/',
  ndarray: 'src/ndarray/',
  'ml-matrix': 'src/linear-algebra/',
  valibot: 'src/schema/',
  'ndarray-ops': 'src/ndarray/',
  '@jupyter-widgets/base': ['widgets/view/', 'widgets/lab/', 'widgets/page/'],
  '@jupyter-widgets/html-manager': ['widgets/page/'],
  d3: 'widgets/plot/',
  fflate: 'widgets/host/',
  '@jridgewell/trace-mapping': 'kernel/debug/',
  marked: 'kernel/run/',
  'marked-katex-extension': 'kernel/run/',
  katex: 'kernel/run/',
  'sanitize-html': 'kernel/run/',
  '@jupyter-widgets/base-manager': 'widgets/page/',
  '@jupyter-widgets/controls': 'widgets/page/',
};

/** Folders that a folder may not import from: notebooks → kernel → widgets → src. */
const arrows = {
  'src/': ['kernel', 'widgets'],
  'widgets/': ['kernel'],
};

const doorsClosedTo = (folder) =>
  Object.entries(doors)
    .filter(([, door]) => ![door].flat().some((open) => folder.startsWith(open)))
    .map(([name, door]) => ({
      regex: `^${name}(/|$)`,
      message: `import it through its door, ${[door].flat()[0]}`,
    }));

const arrowsOf = (folder) =>
  Object.entries(arrows)
    .filter(([from]) => folder.startsWith(from))
    .flatMap(([, banned]) => banned)
    .map((name) => ({
      regex: `^(\\.\\./)+${name}/`,
      message: 'imports go notebooks → kernel → widgets → src',
    }));

/** Node's own modules stay behind the folders that open files, sockets, workers and processes. */
const nodeFree = [
  'src/cell/',
  'src/lists/',
  'src/linear-algebra/',
  'src/gradients/',
  'src/changes/',
  'src/populations/',
  'src/weights/',
  'src/compare/',
  'src/explore/',
  'src/ndarray/',
  'src/schema/',
  'widgets/',
  'src/graph/',
  'src/rounding/',
  'kernel/protocol/',
  'kernel/outputs/',
  'kernel/scheduling/',
  'kernel/session/',
  'kernel/handlers/',
];

const folders = [
  ...[
    'cli',
    'comm',
    'debug',
    'display',
    'engine',
    'handlers',
    'history',
    'install',
    'outputs',
    'process',
    'protocol',
    'run',
    'scheduling',
    'session',
    'start',
    'wire',
  ].map((n) => `kernel/${n}/`),
  ...[
    'api',
    'arrays',
    'cell',
    'changes',
    'compare',
    'elements',
    'explore',
    'files',
    'gradients',
    'graph',
    'hdf5',
    'layers',
    'linear-algebra',
    'lists',
    'model',
    'ndarray',
    'onnx',
    'onnxruntime',
    'populations',
    'reference',
    'rounding',
    'schema',
    'trace',
    'weights',
  ].map((n) => `src/${n}/`),
  ...['host', 'lab', 'page', 'plot', 'state', 'view'].map((n) => `widgets/${n}/`),
  'src/',
  'kernel/',
  'widgets/',
];

const restricted = folders
  .sort((a, b) => a.length - b.length)
  .map((folder) => ({
    files: [`${folder}**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...doorsClosedTo(folder),
            ...arrowsOf(folder),
            ...(nodeFree.some((f) => folder.startsWith(f))
              ? [{ regex: '^node:', message: 'this folder also runs in a browser worker' }]
              : []),
          ],
        },
      ],
    },
  }));

/** What `jsdoc/require-jsdoc` asks of everything exported, down to properties. */
const exportsDocumented = {
  publicOnly: { esm: true, cjs: false, window: false },
  require: { FunctionDeclaration: true, ClassDeclaration: true },
  contexts: [
    'TSInterfaceDeclaration',
    'TSTypeAliasDeclaration',
    'ExportNamedDeclaration > VariableDeclaration',
    'ExportNamedDeclaration > TSInterfaceDeclaration > TSInterfaceBody > :matches(TSPropertySignature, TSMethodSignature)',
    'ExportNamedDeclaration > ClassDeclaration > ClassBody > :matches(MethodDefinition[kind!="constructor"], PropertyDefinition)[accessibility!="private"][override!=true][key.type!="PrivateIdentifier"]',
  ],
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      '.venv*/',
      '.cache/',
      'notebooks/',
      'test/fixtures/',
      '**/*.generated.*',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,mjs}'],
    languageOptions: { globals: { ...globals.node } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  {
    files: ['{src,kernel,widgets}/**/*.ts'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': ['error', exportsDocumented],
    },
  },
  {
    // What Node wants as no ES module.
    files: ['**/*.cjs'],
    languageOptions: { globals: { ...globals.node }, sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  // Numeric kernels nest one loop deeper: sample, step, unit, source.
  {
    files: ['src/{cell,trace,layers,ndarray,populations}/**/*.ts'],
    rules: { 'max-depth': ['error', 4] },
  },
  {
    files: ['widgets/{lab,page,plot,view}/**/*.ts'],
    languageOptions: { globals: { ...globals.browser } },
  },
  ...restricted,
  {
    files: ['test/**/*.ts', 'bench/**/*.{ts,mjs}', 'scripts/**/*.mjs', '*.mjs'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
);
