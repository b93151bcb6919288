import { IsOptional, IsString } from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

/** A text that is no token of ours, however long, is an invalid link; so is none at all. */
export class VerifyEmailQuery {
  /** From the link in the mail. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsString()
  token?: string;
}
