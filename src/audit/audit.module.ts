import { Module } from '@nestjs/common';
import { AdminChangesController } from './audit.controller.js';
import { AuditService } from './audit.service.js';

@Module({
  controllers: [AdminChangesController],
  providers: [AuditService],
})
export class AuditModule {}
