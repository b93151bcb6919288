import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { SessionsResponse } from './dto/session.response.js';
import { SessionsQuery } from './dto/sessions.query.js';
import { AccountSessionsService } from './account-sessions.service.js';

@ApiTags('auth')
@ApiBearerAuth()
@Controller('auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: AccountSessionsService) {}

  /** Lists the account's sessions, one a device, newest first. */
  @Get()
  @ApiOkResponse({ type: SessionsResponse })
  list(@CurrentUser() user: AuthUser, @Query() query: SessionsQuery): Promise<SessionsResponse> {
    return this.sessions.list(user, query);
  }

  /** Ends one session, also the current one. Its refresh token and its access token become invalid. */
  @Delete(':sessionId')
  @ApiParam({ name: 'sessionId', example: 'cmx2xbi5c001ahu7dl04jk0m5' })
  @ApiOkResponse({ type: MessageResponse, example: { message: 'L’appareil est déconnecté.' } })
  @ApiErrors({ 404: ['SESSION_NOT_FOUND'] })
  end(@CurrentUser() user: AuthUser, @Param('sessionId') sessionId: string): Promise<MessageResponse> {
    return this.sessions.end(user, sessionId);
  }
}
