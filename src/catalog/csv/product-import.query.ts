import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { KnownParametersOnly } from '../../common/validation/known-parameters.js';

@KnownParametersOnly()
export class ProductImportQuery {
  /** `true`: says what the import would do, and does nothing. */
  @IsOptional()
  @IsIn(['true', 'false'])
  @ApiPropertyOptional({ enum: ['true', 'false'], default: 'false' })
  dryRun?: string;
}
