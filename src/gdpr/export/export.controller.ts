import { Controller, Get, type StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { ExportResponse } from './export.response.js';
import { ExportService } from './export.service.js';

const HEADERS = {
  'Content-Disposition': {
    description: '`attachment; filename="mes-donnees-<username>-<YYYY-MM-DD>.json"`',
    schema: { type: 'string' },
  },
} as const;

@ApiTags('personal data')
@ApiBearerAuth()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'] })
@Controller('gdpr')
export class ExportController {
  constructor(private readonly exports: ExportService) {}

  /** Everything that the shop knows of the account behind the token, as a file to keep. */
  @Get('export')
  @ApiOkResponse({ type: ExportResponse, headers: HEADERS })
  export(@CurrentUser() { userId }: AuthUser): Promise<StreamableFile> {
    return this.exports.export(userId);
  }
}
