import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { SessionsResponse } from './dto/session.response.js';
import { SessionsQuery } from './dto/sessions.query.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('auth')
@ApiBearerAuth()
@Controller('auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  /** Lists the account's own logins, one a device, newest first. */
  @Get()
  @ApiOkResponse({ type: SessionsResponse })
  list(@CurrentUser() user: AuthUser, @Query() query: SessionsQuery): Promise<SessionsResponse> {
    return this.sessions.list(user, query);
  }

  /** Ends one of them, this one as well; neither its refresh token nor its access token is good any more. */
  @Delete(':sessionId')
  @ApiOkResponse({ type: MessageResponse })
  @ApiErrors({ 404: ['SESSION_NOT_FOUND'] })
  end(@CurrentUser() user: AuthUser, @Param('sessionId') sessionId: string): Promise<MessageResponse> {
    return this.sessions.end(user, sessionId);
  }
}
