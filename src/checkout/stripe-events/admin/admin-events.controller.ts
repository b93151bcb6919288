import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../../common/decorators/current-user.decorator.js';
import { AdminEventsQuery } from './admin-events.query.js';
import { AdminEventsService } from './admin-events.service.js';
import { ChangedEventResponse, EventListResponse, OneEventResponse } from './event.response.js';

@ApiTags('admin: Stripe events')
@ApiBearerAuth()
@AdminOnly()
@Controller('admin/events')
export class AdminEventsController {
  constructor(private readonly events: AdminEventsService) {}

  /** Lists the events that Stripe sent, newest first. */
  @Get()
  @ApiOkResponse({ type: EventListResponse })
  list(@Query() query: AdminEventsQuery): Promise<EventListResponse> {
    return this.events.list(query);
  }

  /** Shows one event with what Stripe sent. */
  @Get(':eventId')
  @ApiOkResponse({ type: OneEventResponse })
  @ApiParam({ name: 'eventId', example: 'evt_1a2b3c' })
  @ApiErrors({ 404: ['EVENT_NOT_FOUND'] })
  get(@Param('eventId') eventId: string): Promise<OneEventResponse> {
    return this.events.get(eventId);
  }

  /** Retries an event that is not applied; an applied one stays as it is. */
  @Post(':eventId/replay')
  @HttpCode(200)
  @ApiOkResponse({ type: ChangedEventResponse, description: 'Its new state: `status` and `lastError`' })
  @ApiParam({ name: 'eventId', example: 'evt_1a2b3c' })
  @ApiErrors({ 404: ['EVENT_NOT_FOUND'], 409: ['EVENT_PAYLOAD_GONE'] })
  replay(@CurrentUser() admin: AuthUser, @Param('eventId') eventId: string): Promise<ChangedEventResponse> {
    return this.events.replay(admin.userId, eventId);
  }

  /** Ends the review of an event that a person has dealt with: it becomes `IGNORED`. */
  @Post(':eventId/dismiss')
  @HttpCode(200)
  @ApiOkResponse({ type: ChangedEventResponse })
  @ApiParam({ name: 'eventId', example: 'evt_1a2b3c' })
  @ApiErrors({ 404: ['EVENT_NOT_FOUND'], 409: ['EVENT_NOT_IN_REVIEW'] })
  dismiss(@CurrentUser() admin: AuthUser, @Param('eventId') eventId: string): Promise<ChangedEventResponse> {
    return this.events.dismiss(admin.userId, eventId);
  }
}
