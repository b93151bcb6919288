import { Global, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { InstallationModule } from '../installation/installation.module.js';
import { DataStepsJob } from './data-steps.job.js';
import { JobsService } from './jobs.service.js';
import { LeasesService } from './leases.service.js';

@Global()
@Module({
  imports: [InstallationModule, ScheduleModule.forRoot()],
  providers: [JobsService, LeasesService, DataStepsJob],
  exports: [JobsService],
})
export class JobsModule {}
