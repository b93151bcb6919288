import { SetMetadata } from '@nestjs/common';

/**
 * Who may call a route. Without a mark: whoever is logged in, so that a forgotten mark closes a route.
 * - `public`: anybody; a Bearer is not looked at
 * - `optional`: anybody; a valid Bearer is used, any other is ignored
 * - `guest-or-user`: anybody, but a Bearer that is present must be valid
 * - `admin`: an account that is an administrator now
 */
export type Access = 'public' | 'optional' | 'guest-or-user' | 'admin';

export const ACCESS = Symbol('access');

export const Public = () => SetMetadata(ACCESS, 'public' satisfies Access);

export const OptionalAuth = (options: { rejectInvalid?: boolean } = {}) =>
  SetMetadata(ACCESS, (options.rejectInvalid ? 'guest-or-user' : 'optional') satisfies Access);

export const AdminOnly = () => SetMetadata(ACCESS, 'admin' satisfies Access);
