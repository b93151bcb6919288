import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../common/decorators/current-user.decorator.js';
import { ExtendedProfileDto } from './dto/extended-profile.dto.js';
import { UpdateProfileDto } from './dto/update-profile.dto.js';
import { ExtendedProfileUpdatedResponse, OwnProfileResponse, ProfileUpdatedResponse } from './dto/user.response.js';
import { UsersService } from './users.service.js';

@ApiTags('account')
@ApiBearerAuth()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'] })
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  /** The account behind the token, with its profile and how much of everything it has. */
  @Get('profile')
  @ApiOkResponse({ type: OwnProfileResponse })
  profile(@CurrentUser() { userId }: AuthUser): Promise<OwnProfileResponse> {
    return this.users.getProfile(userId);
  }

  /** Changes names and bio. An absent field stays, an empty one is cleared. */
  @Put('profile')
  @ApiOkResponse({ type: ProfileUpdatedResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  update(@CurrentUser() { userId }: AuthUser, @Body() body: UpdateProfileDto): Promise<ProfileUpdatedResponse> {
    return this.users.updateProfile(userId, body);
  }

  /** Changes phone, address and birth date. An absent field stays, an empty one is cleared. */
  @Put('profile/extended')
  @ApiOkResponse({ type: ExtendedProfileUpdatedResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  updateExtended(
    @CurrentUser() { userId }: AuthUser,
    @Body() body: ExtendedProfileDto,
  ): Promise<ExtendedProfileUpdatedResponse> {
    return this.users.updateExtended(userId, body);
  }
}
