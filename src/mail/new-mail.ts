import type { OutboxMail as OutboxRow, Prisma } from '../generated/sqlite/client.js';

/** A mail to come: what it tells, not its text. That is composed when it is sent. */
export interface NewMail {
  /** Which composer writes it: `order.paid`. */
  kind: string;
  /** One mail a key: `order.paid:<order>`. */
  key: string;
  /** What it is about, an order's id for one. */
  subjectId: string;
  /** What the composer needs beside the subject. */
  data?: Prisma.InputJsonObject;
}

/** A mail of the outbox, as its composer gets it. */
export type OutboxMail = Pick<OutboxRow, 'id' | 'kind' | 'key' | 'subjectId' | 'data' | 'createdAt'>;
