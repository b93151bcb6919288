import type { DatabaseAddress } from './database-address.js';
import type { Store } from './store.js';

/** Loads only the needed driver. */
export async function openStore(address: DatabaseAddress, access: { readonly: boolean }): Promise<Store> {
  if (address.kind === 'sqlite') {
    const { SqliteStore } = await import('./sqlite-store.js');
    return SqliteStore.open(address, access);
  }
  const { PostgresqlStore } = await import('./postgresql-store.js');
  return PostgresqlStore.open(address);
}
