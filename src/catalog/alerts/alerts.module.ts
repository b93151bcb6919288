import { Module } from '@nestjs/common';
import { MailModule } from '../../mail/mail.module.js';
import { AlertMails } from './alert-mails.service.js';
import { BackInStock } from './back-in-stock.service.js';
import { CancelTokens } from './cancel-tokens.js';
import { StockAlertsController } from './stock-alerts.controller.js';
import { StockAlertsService } from './stock-alerts.service.js';

@Module({
  imports: [MailModule],
  controllers: [StockAlertsController],
  providers: [StockAlertsService, BackInStock, CancelTokens, AlertMails],
  exports: [BackInStock, MailModule],
})
export class AlertsModule {}
