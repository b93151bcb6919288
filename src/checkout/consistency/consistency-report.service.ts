import { Injectable } from '@nestjs/common';
import { toFindingResponse, type ConsistencyResponse } from './consistency.response.js';
import { ConsistencyCheck } from './consistency-check.service.js';

const MAX_FINDINGS = 1000;

/** The findings as one response. */
@Injectable()
export class ConsistencyReport {
  private running: Promise<ConsistencyResponse> | undefined;

  constructor(private readonly check: ConsistencyCheck) {}

  /** Concurrent requests share one run, because it reads the whole database. */
  get(): Promise<ConsistencyResponse> {
    this.running ??= this.make().finally(() => (this.running = undefined));
    return this.running;
  }

  private async make(): Promise<ConsistencyResponse> {
    const checkedAt = new Date();
    const findings = [];
    let total = 0;
    for await (const finding of this.check.findings(checkedAt)) {
      total++;
      if (findings.length < MAX_FINDINGS) findings.push(toFindingResponse(finding));
    }
    return { ok: total === 0, checkedAt, audited: await this.check.checkedRows(), total, findings };
  }
}
