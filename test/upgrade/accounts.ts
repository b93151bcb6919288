import type { EarlierShop } from './earlier-shop.js';

/** The password of every account, and its hash as it was written. */
export const PASSWORD = 'Pikachu-25!';
const passwordHash = '$2b$12$YsK1M1sYxjXwK/CH9WLjhu4p4zckz.aQ203qzAxMIBE5RU7nRBBTW';

const day = (number: number) => new Date(Date.UTC(2026, 2, number, 9, 30));

const account = (id: string, email: string, createdOn: number, rest: object = {}) => ({
  id,
  email,
  username: id,
  usernameKey: id,
  passwordHash,
  isVerified: true,
  createdAt: day(createdOn),
  updatedAt: day(createdOn),
  ...rest,
});

/** Accounts with addresses in several forms. The logins of one that is asked to be deleted and of one that was reset. */
export async function insertAccounts({ insert }: EarlierShop): Promise<void> {
  await insert('User', [
    account('chef', 'chef@boulevard.example', 1, { isAdmin: true }),
    account('camille', 'camille@example.com', 2, { firstName: 'Camille', lastName: 'O’Connor' }),
    // One mailbox, three accounts.
    account('marie', 'marie@café.example', 3, { firstName: 'Marie' }),
    account('marie2', 'marie@xn--caf-dma.example', 4),
    account('marie3', 'ｍarie@café.example', 5, { isVerified: false }),
    // Unicode, and nobody has the other form of it.
    account('jose', 'josé@mañana.example', 6, { firstName: 'José', lastName: 'Peña‐Núñez' }),
    account('flora', 'flora@example.com', 6, { isVerified: false }),
    account('going', 'going@example.com', 7, { deletionRequestedAt: day(20), deletionDueAt: day(27) }),
  ]);
  await insert('Profile', [
    { id: 'p-camille', userId: 'camille', phone: '+33 6 12 34 56 78', country: 'FRANCE', updatedAt: day(2) },
    { id: 'p-marie', userId: 'marie', country: 'Deutschland', city: 'Köln', updatedAt: day(3) },
    { id: 'p-jose', userId: 'jose', country: 'Terre du Milieu', updatedAt: day(6) },
    { id: 'p-going', userId: 'going', updatedAt: day(7) },
  ]);
  await insert('Login', [{ id: 'l-camille', userId: 'camille', userAgent: 'Firefox', createdAt: day(8) }]);
  await insert('TwoFactor', [
    { userId: 'jose', secret: 'v1.verified', enabledAt: day(9), createdAt: day(9) },
    { userId: 'flora', secret: 'v1.unverified', enabledAt: day(9), createdAt: day(9) },
    { userId: 'going', secret: 'v1.pending', createdAt: day(9) },
  ]);
  await insert('RefreshToken', [
    { id: 't-camille', loginId: 'l-camille', tokenHash: 'a'.repeat(64), createdAt: day(8), expiresAt: day(15) },
  ]);
}
