import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { AdminOnly } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { AdminPromosService } from './admin-promos.service.js';
import { CreatePromoDto } from './dto/create-promo.dto.js';
import { PromoDetailResponse, PromoListResponse } from './dto/promo.response.js';
import { PromosQuery } from './dto/promos.query.js';
import { UpdatePromoDto } from './dto/update-promo.dto.js';

@ApiTags('admin: promo codes')
@ApiBearerAuth()
@AdminOnly()
@ApiErrors({ 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'], 403: ['ADMIN_ACCESS_REQUIRED'] })
@Controller('admin/promos')
export class AdminPromosController {
  constructor(private readonly promos: AdminPromosService) {}

  /** Promo codes, newest first. */
  @Get()
  @ApiOkResponse({ type: PromoListResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'] })
  list(@Query() query: PromosQuery): Promise<PromoListResponse> {
    return this.promos.list(query);
  }

  /** Adds a promo code. */
  @Post()
  @ApiCreatedResponse({ type: PromoDetailResponse })
  @ApiErrors({ 400: ['VALIDATION_ERROR'], 409: ['PROMO_ALREADY_EXISTS'] })
  async create(@CurrentUser() admin: AuthUser, @Body() body: CreatePromoDto): Promise<PromoDetailResponse> {
    return { promo: await this.promos.create(admin.userId, body) };
  }

  /** Changes a promo code; the code itself stays. */
  @Put(':promoId')
  @ApiOkResponse({ type: PromoDetailResponse })
  @ApiParam({ name: 'promoId', example: 'demo-promo' })
  @ApiErrors({ 400: ['VALIDATION_ERROR'], 404: ['PROMO_NOT_FOUND'] })
  async update(
    @CurrentUser() admin: AuthUser,
    @Param('promoId') promoId: string,
    @Body() body: UpdatePromoDto,
  ): Promise<PromoDetailResponse> {
    return { promo: await this.promos.update(admin.userId, promoId, body) };
  }

  /** Deletes a promo code. Open checkout sessions keep their discount. */
  @Delete(':promoId')
  @ApiOkResponse({ type: MessageResponse, example: { message: 'Le code promo a été supprimé.' } })
  @ApiParam({ name: 'promoId', example: 'demo-promo' })
  @ApiErrors({ 404: ['PROMO_NOT_FOUND'] })
  async delete(@CurrentUser() admin: AuthUser, @Param('promoId') promoId: string): Promise<MessageResponse> {
    await this.promos.delete(admin.userId, promoId);
    return { message: 'Le code promo a été supprimé.' };
  }
}
