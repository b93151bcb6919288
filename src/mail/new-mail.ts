import type { OutboxMail as OutboxRow, Prisma } from '../prisma/client.js';

/** A mail for the outbox: its kind and subject. The text is composed when it is sent. */
export interface NewMail {
  /** Which composer writes it: `order.paid`. */
  kind: string;
  /** One mail a key: `order.paid:<order>`. */
  key: string;
  /** The id of its subject, such as an order. */
  subjectId: string;
  /** Further data for the composer. */
  data?: Prisma.InputJsonObject;
}

/** A row of the outbox, for its composer. */
export type OutboxMail = Pick<OutboxRow, 'id' | 'kind' | 'key' | 'subjectId' | 'data' | 'createdAt'>;
