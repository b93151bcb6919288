import { JwtService } from '@nestjs/jwt';
import { jwtConfig, type JwtConfig } from '../../../src/config/jwt.config.js';
import type { RunningApp } from '../start-app.js';

/** The same access token, a quarter of an hour and a minute later. */
export function expired(shop: RunningApp, token: string): string {
  const jwt = new JwtService();
  const claims = jwt.decode<{ iat: number; exp: number }>(token);
  const past = { ...claims, iat: claims.iat - 960, exp: claims.iat - 60 };
  return jwt.sign(past, { secret: shop.app.get<JwtConfig>(jwtConfig.KEY).accessSecret });
}
