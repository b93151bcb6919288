import { Module } from '@nestjs/common';
import { RefundsModule } from '../refunds/refunds.module.js';
import { AdminOrdersController } from './admin-orders.controller.js';
import { AdminOrdersService } from './admin-orders.service.js';
import { OrderRefundsController } from './refunds/order-refunds.controller.js';
import { OrderRefunds } from './refunds/order-refunds.service.js';
import { OrderStatsController } from './stats/order-stats.controller.js';
import { OrderStatsService } from './stats/order-stats.service.js';
import { OrdersExportController } from './orders-export.controller.js';
import { OrdersExport } from './orders-export.service.js';
import { WholeRefunds } from './whole-refunds.service.js';

@Module({
  imports: [RefundsModule],
  controllers: [OrdersExportController, AdminOrdersController, OrderRefundsController, OrderStatsController],
  providers: [AdminOrdersService, OrderRefunds, OrdersExport, OrderStatsService, WholeRefunds],
  exports: [OrderStatsService],
})
export class AdminOrdersModule {}
