import { Injectable } from '@nestjs/common';
import { toFindingResponse, type AuditResponse } from './audit.response.js';
import { BooksAudit } from './books-audit.service.js';

const MAX_FINDINGS = 1000;

/** The audit as one answer. */
@Injectable()
export class AuditReport {
  private underWay: Promise<AuditResponse> | undefined;

  constructor(private readonly audit: BooksAudit) {}

  /** Whoever asks while one is under way gets that one's answer: it reads everything there is. */
  get(): Promise<AuditResponse> {
    this.underWay ??= this.make().finally(() => (this.underWay = undefined));
    return this.underWay;
  }

  private async make(): Promise<AuditResponse> {
    const checkedAt = new Date();
    const findings = [];
    let total = 0;
    for await (const finding of this.audit.findings(checkedAt)) {
      total++;
      if (findings.length < MAX_FINDINGS) findings.push(toFindingResponse(finding));
    }
    return { ok: total === 0, checkedAt, audited: await this.audit.audited(), total, findings };
  }
}
