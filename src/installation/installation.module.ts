import { Module } from '@nestjs/common';
import { PrismaService } from '../prisma/prisma.service.js';
import { Installation } from './installation.js';

@Module({
  providers: [
    {
      provide: Installation,
      inject: [PrismaService],
      useFactory: (prisma: PrismaService) => Installation.open(prisma),
    },
  ],
  exports: [Installation],
})
export class InstallationModule {}
