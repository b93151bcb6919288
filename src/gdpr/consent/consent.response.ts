import type { Consents } from '../../users/personal-data/consents.service.js';

export class GivenConsentResponse {
  /** @example false */
  accepted!: boolean;
  /** When it was last given or taken back; null: never. */
  acceptedAt!: Date | null;
}

export class AcceptedPolicyResponse {
  /** @example "2026-11" */
  version!: string | null;
  acceptedAt!: Date | null;
}

export class ConsentsResponse {
  marketing!: GivenConsentResponse;
  analytics!: GivenConsentResponse;
  privacyPolicy!: AcceptedPolicyResponse;
}

export class ConsentResponse {
  consent!: ConsentsResponse;
}

export class ConsentChangedResponse extends ConsentResponse {
  /** @example "Vos préférences ont été enregistrées." */
  message!: string;
}

export function toConsentsResponse(row: Consents): ConsentsResponse {
  return {
    marketing: { accepted: row.marketingConsent, acceptedAt: row.marketingConsentAt },
    analytics: { accepted: row.analyticsConsent, acceptedAt: row.analyticsConsentAt },
    privacyPolicy: { version: row.privacyPolicyVersion, acceptedAt: row.privacyAcceptedAt },
  };
}
