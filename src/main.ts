import { refuseOldNode } from './bootstrap/node-version.js';

refuseOldNode();
const { startServer } = await import('./bootstrap/start-server.js');
await startServer();
