import type { Account } from '../../users/accounts.service.js';
import { type ProfileResponse, toProfileResponse } from '../../users/dto/profile.response.js';
import type { TokenPair } from '../sessions/auth-sessions.service.js';

export class RegisteredUserResponse {
  /** @example "demo-ondine" */
  id!: string;
  /** @example "ondine@example.com" */
  email!: string;
  /** @example "ondine" */
  username!: string;
  /** @example "Ondine" */
  firstName!: string | null;
  /** @example "Azuria" */
  lastName!: string | null;
  /** @example false */
  isVerified!: boolean;
  createdAt!: Date;
}

export class RegisterResponse {
  /** @example "Votre compte a été créé." */
  message!: string;
  user!: RegisteredUserResponse;
}

export class LoggedInUserResponse extends RegisteredUserResponse {
  /** @example false */
  isAdmin!: boolean;
  profile!: ProfileResponse | null;
}

export class LoginResponse {
  /** @example "Vous êtes connecté." */
  message!: string;

  /** Valid for 15 minutes, as `Authorization: Bearer …`. @example "eyJhbGciOiJIUzI1NiJ9…" */
  accessToken!: string;

  /** Valid for 7 days, for `/auth/refresh`. @example "eyJhbGciOiJIUzI1NiJ9…" */
  refreshToken!: string;
  user!: LoggedInUserResponse;
}

/** Instead of tokens. Repeat the login with `twoFactorCode`. */
export class TwoFactorRequiredResponse {
  /** @example true */
  requiresTwoFactor!: boolean;
  /** @example "Saisissez le code de votre application d’authentification." */
  message!: string;
  /** @example "ondine@example.com" */
  email!: string;
}

export class RefreshResponse {
  /** @example "eyJhbGciOiJIUzI1NiJ9…" */
  accessToken!: string;

  /** Only with `rotate: true`. @example "eyJhbGciOiJIUzI1NiJ9…" */
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
