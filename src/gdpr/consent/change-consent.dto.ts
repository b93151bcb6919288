import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent } from '../../common/validation/empty-is-absent.decorator.js';

/** At least one; what is absent stays as it is. */
export class ChangeConsentDto {
  /** Whether news may be sent. @example true */
  @EmptyIsAbsent()
  @IsOptional()
  @IsBoolean()
  marketing?: boolean | null;

  /** Whether visits may be measured. @example false */
  @EmptyIsAbsent()
  @IsOptional()
  @IsBoolean()
  analytics?: boolean | null;

  /** The version of the privacy policy that is accepted. @example "2026-11" */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(20)
  @IsString()
  privacyPolicyVersion?: string | null;
}
