import { Global, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { JobsService } from './jobs.service.js';
import { LeasesService } from './leases.service.js';

@Global()
@Module({
  imports: [ScheduleModule.forRoot()],
  providers: [JobsService, LeasesService],
  exports: [JobsService],
})
export class JobsModule {}
