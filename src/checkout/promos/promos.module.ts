import { Module } from '@nestjs/common';
import { AdminPromosController } from './admin-promos.controller.js';
import { AdminPromosService } from './admin-promos.service.js';
import { PromoController } from './promo.controller.js';
import { PromosService } from './promos.service.js';

@Module({
  controllers: [PromoController, AdminPromosController],
  providers: [PromosService, AdminPromosService],
  exports: [PromosService],
})
export class PromosModule {}
