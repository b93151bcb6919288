import { Module } from '@nestjs/common';
import { OwnOrdersService } from './own-orders.service.js';

@Module({ providers: [OwnOrdersService], exports: [OwnOrdersService] })
export class OwnOrdersModule {}
