import { Injectable } from '@nestjs/common';
import { ConsentsService } from '../../users/personal-data/consents.service.js';
import { NoDataError } from '../gdpr.errors.js';
import type { ChangeConsentDto } from './change-consent.dto.js';
import { toConsentsResponse, type ConsentChangedResponse, type ConsentResponse } from './consent.response.js';

@Injectable()
export class ConsentService {
  constructor(private readonly consents: ConsentsService) {}

  /** @throws AccountGoneError */
  async get(userId: string): Promise<ConsentResponse> {
    return { consent: toConsentsResponse(await this.consents.get(userId)) };
  }

  /** @throws NoDataError, AccountGoneError */
  async change(userId: string, change: ChangeConsentDto): Promise<ConsentChangedResponse> {
    const { marketing, analytics, privacyPolicyVersion } = change;
    if ([marketing, analytics, privacyPolicyVersion].every((value) => value === undefined || value === null)) {
      throw new NoDataError('Not one consent');
    }
    const changed = await this.consents.change(userId, { marketing, analytics, privacyPolicyVersion });
    return { message: 'Vos préférences ont été enregistrées.', consent: toConsentsResponse(changed) };
  }
}
