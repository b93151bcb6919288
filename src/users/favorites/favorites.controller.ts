import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { AddFavoriteDto } from './dto/add-favorite.dto.js';
import { FavoriteAddedResponse, FavoritesResponse } from './dto/favorite.response.js';
import { FavoritesQuery } from './dto/favorites.query.js';
import { FavoritesService } from './favorites.service.js';

@ApiTags('account')
@ApiBearerAuth()
@Controller('users/favorites')
export class FavoritesController {
  constructor(private readonly favorites: FavoritesService) {}

  /** Lists the account's favourite cards, newest first. */
  @Get()
  @ApiOkResponse({ type: FavoritesResponse })
  list(@CurrentUser() { userId }: AuthUser, @Query() query: FavoritesQuery): Promise<FavoritesResponse> {
    return this.favorites.list(userId, query);
  }

  /** Adds a card to the favourites. */
  @Post()
  @ApiCreatedResponse({ type: FavoriteAddedResponse })
  @ApiErrors({ 409: ['CARD_ALREADY_FAVORITE'] })
  add(@CurrentUser() { userId }: AuthUser, @Body() body: AddFavoriteDto): Promise<FavoriteAddedResponse> {
    return this.favorites.add(userId, body);
  }

  /** Takes a card out of the favourites, by the card's id. */
  @Delete(':cardId')
  @ApiOkResponse({ type: MessageResponse, example: { message: 'La carte n’est plus dans vos favoris.' } })
  @ApiParam({ name: 'cardId', example: 'swsh3-136' })
  @ApiErrors({ 404: ['FAVORITE_NOT_FOUND'] })
  remove(@CurrentUser() { userId }: AuthUser, @Param('cardId') cardId: string): Promise<MessageResponse> {
    return this.favorites.remove(userId, cardId);
  }
}
