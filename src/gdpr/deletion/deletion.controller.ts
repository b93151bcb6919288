import { Body, Controller, Delete, Get, HttpCode, Ip, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiErrors, type CodesByStatus } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { DeleteNowDto } from './delete-now.dto.js';
import { DeletedResponse, DeletionPlannedResponse, DeletionStatusResponse } from './deletion.response.js';
import { DeletionService } from './deletion.service.js';
import { RequestDeletionDto } from './request-deletion.dto.js';

/** Errors of routes that check the password and refuse administrators. */
const WITH_PASSWORD: CodesByStatus = {
  400: ['VALIDATION_ERROR'],
  401: ['INVALID_PASSWORD'],
  403: ['ADMIN_CANNOT_DELETE'],
  429: ['RATE_LIMIT_EXCEEDED'],
  503: ['SERVICE_BUSY'],
};

@ApiTags('personal data')
@ApiBearerAuth()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'] })
@Controller('gdpr')
export class DeletionController {
  constructor(private readonly deletion: DeletionService) {}

  /** Deletes the account permanently, now. Orders stay without a name; an open checkout session is ended. */
  @Delete('delete-now')
  @ApiOkResponse({ type: DeletedResponse })
  @ApiErrors(WITH_PASSWORD)
  deleteNow(
    @CurrentUser() user: AuthUser,
    @Body() body: DeleteNowDto,
    @Ip() address: string,
  ): Promise<DeletedResponse> {
    return this.deletion.deleteNow(user, body.password, address);
  }

  /**
   * Schedules the deletion of the account in 30 days. A second request does not postpone it; only cancel-delete stops
   * it.
   */
  @Post('delete-request')
  @HttpCode(200)
  @ApiOkResponse({ type: DeletionPlannedResponse })
  @ApiErrors(WITH_PASSWORD)
  request(
    @CurrentUser() user: AuthUser,
    @Body() body: RequestDeletionDto,
    @Ip() address: string,
  ): Promise<DeletionPlannedResponse> {
    return this.deletion.request(user, body.password, address);
  }

  /** Cancels the deletion: the account stays. */
  @Post('cancel-delete')
  @HttpCode(200)
  @ApiOkResponse({ type: MessageResponse, example: { message: 'La suppression de votre compte est annulée.' } })
  @ApiErrors({ 400: ['NO_DELETE_REQUEST'] })
  cancel(@CurrentUser() user: AuthUser): Promise<MessageResponse> {
    return this.deletion.cancel(user);
  }

  /** Whether the account is to be deleted, and when. */
  @Get('deletion-status')
  @ApiOkResponse({ type: DeletionStatusResponse })
  status(@CurrentUser() user: AuthUser): Promise<DeletionStatusResponse> {
    return this.deletion.status(user);
  }
}
