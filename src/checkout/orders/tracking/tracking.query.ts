import { IsOptional, IsString } from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

export class TrackingQuery {
  /** From the link in a mail about the order. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsString()
  token?: string;
}
