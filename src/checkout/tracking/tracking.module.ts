import { Module } from '@nestjs/common';
import { TrackingController } from './tracking.controller.js';
import { TrackingService } from './tracking.service.js';
import { TrackingTokens } from './tracking-tokens.js';

@Module({
  controllers: [TrackingController],
  providers: [TrackingService, TrackingTokens],
  exports: [TrackingTokens],
})
export class TrackingModule {}
