import { SetMetadata } from '@nestjs/common';

/**
 * Who may call a route. Without a decorator a route needs a login, so a forgotten one closes the route.
 * - `public`: everyone; a Bearer is ignored
 * - `optional`: everyone; a valid Bearer is used, any other is ignored
 * - `guest-or-user`: everyone, but a Bearer must be valid if present
 * - `admin`: an account that currently is an administrator
 */
export type Access = 'public' | 'optional' | 'guest-or-user' | 'admin';

export const ACCESS = Symbol('access');

export const Public = () => SetMetadata(ACCESS, 'public' satisfies Access);

export const OptionalAuth = (options: { rejectInvalid?: boolean } = {}) =>
  SetMetadata(ACCESS, (options.rejectInvalid ? 'guest-or-user' : 'optional') satisfies Access);

export const AdminOnly = () => SetMetadata(ACCESS, 'admin' satisfies Access);
