const { join } = require('node:path');

// TypeScript sources import one another with the extension they have once compiled: './x.js' is './x.ts' here.
module.exports = (path, options) => {
  if (path === '@nestjs/throttler') return join(__dirname, 'throttler.mjs');
  const isSource = path.startsWith('.') && path.endsWith('.js') && !options.basedir.includes('node_modules');
  if (isSource) {
    try {
      return options.defaultResolver(path.replace(/\.js$/, '.ts'), options);
    } catch {
      // a real .js file
    }
  }
  return options.defaultResolver(path, options);
};
