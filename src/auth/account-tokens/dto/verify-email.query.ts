import { IsOptional, IsString } from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

/** Any other text, and none, is an invalid token. */
export class VerifyEmailQuery {
  /** From the link in the mail. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsString()
  token?: string;
}
