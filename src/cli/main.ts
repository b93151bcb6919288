import { refuseOldNode } from '../bootstrap/node-version.js';

refuseOldNode();
await import('./run-command.js');
