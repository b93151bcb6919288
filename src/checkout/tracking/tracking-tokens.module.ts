import { Module } from '@nestjs/common';
import { TrackingTokens } from './tracking-tokens.js';

@Module({ providers: [TrackingTokens], exports: [TrackingTokens] })
export class TrackingTokensModule {}
