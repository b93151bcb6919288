// npm start: builds when the sources are newer than the build, then runs it in this very process, so that signals reach it.
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt();
await import('../dist/main.js');
