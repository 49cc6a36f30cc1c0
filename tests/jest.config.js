// jest.config.js: CommonJS everywhere; Nest 12 ships ESM only, so it is transformed too.
const swc = (extra) => [
  '@swc/jest',
  {
    jsc: { target: 'es2022', keepClassNames: true, ...extra },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];
const ESM_ONLY =
  '@nestjs|file-type|strtok3|token-types|uint8array-extras|@borewit|@tokenizer|cookie|path-to-regexp|iterare|eventsource-parser|rate-limiter-flexible|yaml|@fastify/static|content-disposition|glob|minimatch|path-scurry|lru-cache|minipass|brace-expansion|balanced-match|toad-cache';

module.exports = {
  rootDir: '..',
  roots: ['<rootDir>/tests', '<rootDir>/libs', '<rootDir>/apps'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  transform: {
    '^.+\\.tsx?$': swc({
      parser: { syntax: 'typescript', tsx: true, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
    }),
    '^.+\\.m?js$': swc({ parser: { syntax: 'ecmascript' } }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY})/)`],
  moduleNameMapper: { '^@mockverse/(.*)$': '<rootDir>/libs/$1', '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.mockverse', '<rootDir>/apps/web/.next'],
  testTimeout: 30_000,
};
