import { Module } from '@nestjs/common';
import { ConsistencyReport } from './consistency-report.service.js';
import { ConsistencyController } from './consistency.controller.js';
import { ConsistencyCheck } from './consistency-check.service.js';

@Module({ controllers: [ConsistencyController], providers: [ConsistencyReport, ConsistencyCheck] })
export class ConsistencyModule {}
