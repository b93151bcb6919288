import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import bcrypt from 'bcrypt';

export interface DemoAccount {
  id: string;
  /** What the account is for. */
  name: string;
  email: string;
  username: string;
  firstName: string;
  lastName: string;
  password: string;
}

/** The customers of the demo. Their passwords are no secret: they exist in development only. */
export const DEMO_CUSTOMERS = [
  {
    id: 'demo-ondine',
    name: 'customer with orders in each state',
    email: 'ondine@example.com',
    username: 'ondine',
    firstName: 'Ondine',
    lastName: 'Azuria',
    password: 'Stari2026',
  },
  {
    id: 'demo-pierre',
    name: 'customer who writes reviews',
    email: 'pierre@example.com',
    username: 'pierre',
    firstName: 'Pierre',
    lastName: 'Argenta',
    password: 'Onix2026',
  },
] as const satisfies DemoAccount[];

/** The administrator of the demo. Each shop has another password, which the first start prints. */
export const DEMO_ADMIN = {
  id: 'demo-admin',
  name: 'administrator',
  email: 'admin@example.com',
  username: 'boutique',
  firstName: 'Léa',
  lastName: 'Boulevard',
} as const satisfies Omit<DemoAccount, 'password'>;

/** bcrypt's lowest cost: these passwords are known or random, and the first start must stay fast. */
const COST = 4;

export function hashOf({ password }: DemoAccount): Promise<string> {
  return bcrypt.hash(password, COST);
}

export function newDemoAdmin(): DemoAccount {
  return { ...DEMO_ADMIN, password: `Aa1-${randomBytes(12).toString('base64url')}` };
}

/** Keeps the administrator's password, as the secrets of development are kept. */
export async function keepDemoAdmin(dataDir: string, { password }: DemoAccount): Promise<void> {
  await writeFile(fileIn(dataDir), `${password}\n`, { mode: 0o600 });
}

/** @returns null where no demo was written */
export async function readDemoAdmin(dataDir: string): Promise<DemoAccount | null> {
  const password = await readFile(fileIn(dataDir), 'utf8').catch(() => null);
  return password === null ? null : { ...DEMO_ADMIN, password: password.trim() };
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'demo-admin-password');
}
