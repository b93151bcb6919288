import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type AuthUser } from '../common/decorators/current-user.decorator.js';
import { RouteLimits } from '../security/rate-limit/route-limits.decorator.js';
import { ContactResponse } from './contact.response.js';
import { ContactService } from './contact.service.js';
import { ContactDto } from './dto/contact.dto.js';

@ApiTags('contact')
@ApiBearerAuth()
@Controller('contact')
export class ContactController {
  constructor(private readonly contact: ContactService) {}

  /** Sends a message to the shop, which answers to the address given. */
  @Post()
  @HttpCode(200)
  @RouteLimits(['contact'])
  @ApiOkResponse({ type: ContactResponse })
  async send(@CurrentUser() { userId }: AuthUser, @Body() body: ContactDto): Promise<ContactResponse> {
    await this.contact.send(userId, body);
    return { ok: true };
  }
}
