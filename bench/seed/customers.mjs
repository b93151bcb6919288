import bcrypt from 'bcrypt';
import { userSearchText } from '../../dist/prisma/search-texts.js';
import { idOf } from './random.mjs';
import { CITIES, FIRST_NAMES, LAST_NAMES, STREETS } from './words.mjs';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 730;
/** The same salt for all, so that the same seed gives the same rows. */
const PASSWORD_HASH = bcrypt.hashSync('Pikachu25', '$2b$12$BoulevardTCGBenchSeeds.');

const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase();

/** Accounts with their profiles; the first is an administrator. */
export function makeCustomers(random, count, until) {
  const users = Array.from({ length: count }, (_, index) => makeUser(random, index, until));
  const profiles = users.map((user, index) => makeProfile(random, user, index));
  return { users, profiles };
}

function makeUser(random, index, until) {
  const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const username = index === 0 ? 'admin' : `${plain(firstName)}_${plain(lastName).slice(0, 12)}${index}`;
  const createdAt = new Date(until.getTime() - random.between(1, DAYS) * DAY_MS - random.between(0, DAY_MS - 1));
  return {
    id: idOf('u', index),
    email: `${username}@example.test`,
    username,
    usernameKey: username,
    passwordHash: PASSWORD_HASH,
    firstName,
    lastName,
    searchText: userSearchText({ email: `${username}@example.test`, username, firstName, lastName }),
    isAdmin: index === 0,
    isVerified: index === 0 || !random.isOneIn(5),
    createdAt,
    updatedAt: createdAt,
  };
}

function makeProfile(random, user, index) {
  const { line1, postalCode, city } = makeAddress(random);
  return {
    id: idOf('f', index),
    userId: user.id,
    phone: '+33 6 12 34 56 78',
    ...{ address: line1, city, postalCode, country: 'France', countryCode: 'FR' },
    createdAt: user.createdAt,
    updatedAt: user.createdAt,
  };
}

export function makeAddress(random) {
  const [postalCode, city] = random.pick(CITIES);
  return { line1: `${random.between(1, 120)} rue ${random.pick(STREETS)}`, postalCode, city };
}
