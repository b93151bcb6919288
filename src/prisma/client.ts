/** Types and values of the generated client, the same on both databases. `openPrisma` chooses the database. */
export * from '../generated/sqlite/client.js';
