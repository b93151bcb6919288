import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { CurrentUser, type AuthUser } from '../../common/decorators/current-user.decorator.js';
import { MessageResponse } from '../../common/message.response.js';
import { CollectionService } from './collection.service.js';
import { AddItemDto } from './dto/add-item.dto.js';
import { CollectionQuery } from './dto/collection.query.js';
import { CollectionResponse, ItemSavedResponse } from './dto/collection.response.js';
import { UpdateItemDto } from './dto/update-item.dto.js';

@ApiTags('collection')
@ApiBearerAuth()
@Controller('collection')
export class CollectionController {
  constructor(private readonly collection: CollectionService) {}

  /** Lists the account's cards, newest first, with numbers about the whole collection. */
  @Get()
  @ApiOkResponse({ type: CollectionResponse })
  list(@CurrentUser() { userId }: AuthUser, @Query() query: CollectionQuery): Promise<CollectionResponse> {
    return this.collection.list(userId, query);
  }

  /**
   * Adds copies of a card. Those in the same language and condition add up, to 9999 at most. Languages are the same by code
   * and name: `fr`, `Français`.
   */
  @Post()
  @ApiCreatedResponse({ type: ItemSavedResponse })
  add(@CurrentUser() { userId }: AuthUser, @Body() body: AddItemDto): Promise<ItemSavedResponse> {
    return this.collection.add(userId, body);
  }

  /**
   * Changes quantity, condition, language and notes. An absent field stays, an empty one is cleared. The copies of another
   * line with the same card, language and condition are added, and that line goes.
   */
  @Put(':id')
  @ApiParam({ name: 'id', example: 'demo-card' })
  @ApiOkResponse({ type: ItemSavedResponse })
  @ApiErrors({ 403: ['FORBIDDEN'], 404: ['ITEM_NOT_FOUND'] })
  update(
    @CurrentUser() { userId }: AuthUser,
    @Param('id') id: string,
    @Body() body: UpdateItemDto,
  ): Promise<ItemSavedResponse> {
    return this.collection.update(userId, id, body);
  }

  /** Takes a line out of the collection, with all its copies. */
  @Delete(':id')
  @ApiParam({ name: 'id', example: 'demo-card' })
  @ApiOkResponse({ type: MessageResponse, example: { message: 'La carte a été retirée de votre collection.' } })
  @ApiErrors({ 403: ['FORBIDDEN'], 404: ['ITEM_NOT_FOUND'] })
  remove(@CurrentUser() { userId }: AuthUser, @Param('id') id: string): Promise<MessageResponse> {
    return this.collection.remove(userId, id);
  }
}
