import type { Prisma } from './client.js';

/** Models with a `@@map`: the table keeps the name that older versions know. */
const MAPPED: Partial<Record<Prisma.ModelName, string>> = {
  AuditLogEntry: 'AdminChange',
  AuthSession: 'Login',
  StockReservation: 'StockHold',
};

/** @returns the name of a model's table, for SQL */
export function tableOf(model: Prisma.ModelName): string {
  return MAPPED[model] ?? model;
}
