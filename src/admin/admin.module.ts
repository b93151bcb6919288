import { Module } from '@nestjs/common';
import { AdminOrdersModule } from '../checkout/admin-orders/admin-orders.module.js';
import { DashboardController } from './dashboard/dashboard.controller.js';
import { DashboardService } from './dashboard/dashboard.service.js';
import { SalesReportController } from './reports/sales-report.controller.js';
import { SalesReportService } from './reports/sales-report.service.js';

@Module({
  imports: [AdminOrdersModule],
  controllers: [DashboardController, SalesReportController],
  providers: [DashboardService, SalesReportService],
})
export class AdminModule {}
