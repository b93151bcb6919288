import { Controller, Get, Post, Query, Redirect } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { AnswersActionPage } from '../../common/action-page/action-page.decorator.js';
import type { ActionPage } from '../../common/action-page/action-page.js';
import { Public } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { UndoTwoFactorQuery } from './dto/undo-two-factor.query.js';
import { TwoFactorRemoval } from './two-factor-removal.service.js';

/** Where the link of the mail about enabling leads. */
@ApiTags('two-factor')
@Public()
@ApiErrors({ 400: ['INVALID_OR_EXPIRED_TOKEN', 'VALIDATION_ERROR'] })
@Controller('2fa/undo')
export class TwoFactorUndoController {
  constructor(private readonly removal: TwoFactorRemoval) {}

  /** Shows the page behind the link "this was not me". */
  @Get()
  @AnswersActionPage()
  async show(@Query() { token }: UndoTwoFactorQuery): Promise<ActionPage> {
    await this.removal.factorOf(token);
    return {
      title: 'Ce n’était pas vous ?',
      text: 'La double authentification sera retirée de votre compte, tous les appareils seront déconnectés, et vous recevrez par e-mail un lien pour choisir un nouveau mot de passe.',
      button: 'Retirer la double authentification',
    };
  }

  /** Removes the factor, ends all sessions and mails a link to choose a new password. Works once, for 7 days. */
  @Post()
  @Redirect(undefined, 303)
  @ApiResponse({ status: 303, description: 'To the storefront’s login' })
  async undo(@Query() { token }: UndoTwoFactorQuery): Promise<{ url: string }> {
    return { url: await this.removal.undo(token) };
  }
}
