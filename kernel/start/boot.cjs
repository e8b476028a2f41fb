// Runs the script that Node was called with: code inside a snapshot has no `import()` of its own.
const { pathToFileURL } = require('node:url');

void import(pathToFileURL(process.argv[1]).href);
