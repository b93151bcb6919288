import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { ACCESS, type Access } from '../../common/decorators/access.decorator.js';
import type { AuthUser } from '../../common/decorators/current-user.decorator.js';
import { AccessTokenRequiredError, AdminAccessRequiredError, InvalidTokenError } from '../auth.errors.js';
import { JwtStrategy } from './jwt.strategy.js';

/** Guards every route. The route's access decorator decides who passes. */
@Injectable()
export class JwtAuthGuard extends AuthGuard() {
  constructor(
    private readonly reflector: Reflector,
    strategy: JwtStrategy,
  ) {
    super({ defaultStrategy: strategy.registeredAs });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.accessOf(context) === 'public') return true;
    await super.canActivate(context);
    return true;
  }

  /**
   * @returns the account, or undefined for a guest
   * @throws AccessTokenRequiredError, InvalidTokenError, AdminAccessRequiredError; any other error unchanged
   */
  override handleRequest<TUser = AuthUser>(
    error: Error | null,
    user: (TUser & AuthUser) | false | null | undefined,
    _info: unknown,
    context: ExecutionContext,
  ): TUser {
    if (error) throw error;
    const access = this.accessOf(context);
    if (!user) return this.guest(access, context) as TUser;
    if (access === 'admin' && !user.isAdmin) throw new AdminAccessRequiredError('Not an administrator');
    return user;
  }

  private guest(access: Access | undefined, context: ExecutionContext): undefined {
    const hasBearer = /^bearer\b/i.test(context.switchToHttp().getRequest<Request>().headers.authorization ?? '');
    if (access === 'optional' || (access === 'guest-or-user' && !hasBearer)) return undefined;
    throw hasBearer ? new InvalidTokenError('Bearer refused') : new AccessTokenRequiredError('No Bearer');
  }

  private accessOf(context: ExecutionContext): Access | undefined {
    return this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [context.getHandler(), context.getClass()]);
  }
}
