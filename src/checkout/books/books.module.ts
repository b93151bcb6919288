import { Module } from '@nestjs/common';
import { AuditReport } from './audit-report.service.js';
import { AuditController } from './audit.controller.js';
import { BooksAudit } from './books-audit.service.js';

@Module({ controllers: [AuditController], providers: [AuditReport, BooksAudit] })
export class BooksModule {}
