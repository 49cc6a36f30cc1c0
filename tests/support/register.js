// register.js: lets a child process of a test run the sources: TypeScript with decorators, and the rooms' names.
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, resolve } = require('node:path');
const { transformSync } = require('@swc/core');

const LIBS = resolve(__dirname, '..', '..', 'libs');
const options = {
  jsc: {
    target: 'es2022',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

require.extensions['.ts'] = (module, filename) => {
  module._compile(transformSync(readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
};

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const named = request.startsWith('@mockverse/') ? join(LIBS, request.slice('@mockverse/'.length)) : request;
  // Generated code imports "./x.js" where the source is x.ts.
  const source =
    named.startsWith('.') && named.endsWith('.js') && parent?.filename
      ? resolve(dirname(parent.filename), `${named.slice(0, -3)}.ts`)
      : '';
  return resolveFilename.call(this, source && existsSync(source) ? source : named, parent, ...rest);
};
