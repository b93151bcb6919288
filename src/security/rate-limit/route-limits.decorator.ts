import { Reflector } from '@nestjs/core';
import type { RouteScope } from './rate-limits.js';

/** Limits that a route counts besides the general one. `@Throttle()` can't name them: its limits apply to every route. */
export const RouteLimits = Reflector.createDecorator<RouteScope[]>();
