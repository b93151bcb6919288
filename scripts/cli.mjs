// Runs a command of src/cli/ from the build: node scripts/cli.mjs admin:create --help
import { requireBuild } from './require-build.mjs';

requireBuild();
await import('../dist/cli/main.js');
