import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { ChangeConsentDto } from './change-consent.dto.js';
import { ConsentChangedResponse, ConsentResponse } from './consent.response.js';
import { ConsentService } from './consent.service.js';

@ApiTags('personal data')
@ApiBearerAuth()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'] })
@Controller('gdpr/consent')
export class ConsentController {
  constructor(private readonly consents: ConsentService) {}

  /** What the account agrees to, and since when. */
  @Get()
  @ApiOkResponse({ type: ConsentResponse })
  get(@CurrentUser() { userId }: AuthUser): Promise<ConsentResponse> {
    return this.consents.get(userId);
  }

  /** Gives consents or takes them back; at least one. An absent one stays. */
  @Put()
  @ApiOkResponse({ type: ConsentChangedResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR', 'NO_DATA'] })
  change(@CurrentUser() { userId }: AuthUser, @Body() body: ChangeConsentDto): Promise<ConsentChangedResponse> {
    return this.consents.change(userId, body);
  }
}
