import type { Account } from '../../users/accounts.service.js';
import { type ProfileResponse, toProfileResponse } from '../../users/dto/profile.response.js';
import type { TokenPair } from '../logins.service.js';

export class RegisteredUserResponse {
  id!: string;
  email!: string;
  username!: string;
  firstName!: string | null;
  lastName!: string | null;
  isVerified!: boolean;
  createdAt!: Date;
}

export class RegisterResponse {
  message!: string;
  user!: RegisteredUserResponse;
}

export class LoggedInUserResponse extends RegisteredUserResponse {
  isAdmin!: boolean;
  profile!: ProfileResponse | null;
}

export class LoginResponse {
  message!: string;

  /** Good for 15 minutes, as `Authorization: Bearer …`. */
  accessToken!: string;

  /** Good for 7 days, for `/auth/refresh`. */
  refreshToken!: string;
  user!: LoggedInUserResponse;
}

/** In place of tokens: the same once more, with `twoFactorCode`. */
export class TwoFactorRequiredResponse {
  /** @example true */
  requiresTwoFactor!: boolean;
  message!: string;
  email!: string;
}

export class RefreshResponse {
  accessToken!: string;

  /** Only with `rotate: true`. */
  refreshToken?: string;
}

export function toRegisteredUser(account: Account): RegisteredUserResponse {
  const { id, email, username, firstName, lastName, isVerified, createdAt } = account;
  return { id, email, username, firstName, lastName, isVerified, createdAt };
}

export function toLoginResponse(account: Account, { accessToken, refreshToken }: TokenPair): LoginResponse {
  const { id, email, username, firstName, lastName, isVerified, createdAt, isAdmin, profile: row } = account;
  const profile = row && toProfileResponse(row);
  return {
    message: 'Vous êtes connecté.',
    accessToken,
    refreshToken,
    user: { id, email, username, firstName, lastName, isVerified, createdAt, isAdmin, profile },
  };
}

export function toTwoFactorRequiredResponse({ email }: Account): TwoFactorRequiredResponse {
  return { requiresTwoFactor: true, message: 'Saisissez le code de votre application d’authentification.', email };
}
