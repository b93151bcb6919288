import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { CatalogPersonalDataModule } from '../catalog/personal-data/catalog-personal-data.module.js';
import { CheckoutModule } from '../checkout/checkout.module.js';
import { OwnOrdersModule } from '../checkout/personal-data/own-orders.module.js';
import { MailModule } from '../mail/mail.module.js';
import { OwnCardsModule } from '../trade/personal-data/own-cards.module.js';
import { OwnAccountModule } from '../users/personal-data/own-account.module.js';
import { ConsentController } from './consent/consent.controller.js';
import { ConsentService } from './consent/consent.service.js';
import { AccountDeletion } from './deletion/account-deletion.service.js';
import { DeletionController } from './deletion/deletion.controller.js';
import { DeletionService } from './deletion/deletion.service.js';
import { DueDeletionsJob } from './deletion/due-deletions.job.js';
import { DueDeletions } from './deletion/due-deletions.service.js';
import { ExportController } from './export/export.controller.js';
import { ExportService } from './export/export.service.js';

@Module({
  imports: [
    AuthModule,
    CatalogModule,
    CheckoutModule,
    MailModule,
    OwnAccountModule,
    OwnCardsModule,
    OwnOrdersModule,
    CatalogPersonalDataModule,
  ],
  controllers: [ExportController, ConsentController, DeletionController],
  providers: [ExportService, ConsentService, DeletionService, AccountDeletion, DueDeletions, DueDeletionsJob],
})
export class GdprModule {}
