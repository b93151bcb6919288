import { Module } from '@nestjs/common';
import { AccountErasure } from './account-erasure.service.js';
import { ConsentsService } from './consents.service.js';
import { DeletionRequests } from './deletion-requests.service.js';
import { OwnAccountService } from './own-account.service.js';

/** What people may see, take away and decide of the data about them. */
@Module({
  providers: [OwnAccountService, ConsentsService, DeletionRequests, AccountErasure],
  exports: [OwnAccountService, ConsentsService, DeletionRequests, AccountErasure],
})
export class OwnAccountModule {}
