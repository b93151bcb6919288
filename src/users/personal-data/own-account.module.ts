import { Module } from '@nestjs/common';
import { ConsentsService } from './consents.service.js';
import { OwnAccountService } from './own-account.service.js';

/** What people may see, take away and decide of the data about them. */
@Module({
  providers: [OwnAccountService, ConsentsService],
  exports: [OwnAccountService, ConsentsService],
})
export class OwnAccountModule {}
