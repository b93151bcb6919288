import type { NestExpressApplication } from '@nestjs/platform-express';

/** Serves the stand-in for Stripe under /sandbox. */
export function mountSandbox(_app: NestExpressApplication): void {}
