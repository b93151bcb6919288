import { Injectable } from '@nestjs/common';
import type { AuthUser } from '../../common/decorators/current-user.decorator.js';
import { DeletionRequests } from '../../users/personal-data/deletion-requests.service.js';
import { PasswordCheck } from '../../auth/password-check.service.js';
import { AdminCannotDeleteError } from '../../users/users.errors.js';
import { NoDeleteRequestError } from '../gdpr.errors.js';
import { AccountDeletion } from './account-deletion.service.js';
import type { DeletedResponse, DeletionPlannedResponse, DeletionStatusResponse } from './deletion.response.js';
import type { MessageResponse } from '../../common/message.response.js';

const ORDERS_STAY =
  'Vos commandes restent dans nos livres de comptes, sans votre nom ni vos coordonnées ; l’adresse d’un colis à envoyer est effacée dès son départ.';

/** What people decide about the end of their account. */
@Injectable()
export class DeletionService {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly deletion: AccountDeletion,
    private readonly requests: DeletionRequests,
  ) {}

  /**
   * Of two concurrent requests one deletes the account, and the other finds none.
   * @param address of the client, which wrong passwords are counted by
   * @throws AdminCannotDeleteError, InvalidPasswordError, AccountGoneError, HashingBusyError, RateLimitExceededError
   */
  async deleteNow(user: AuthUser, password: string, address: string): Promise<DeletedResponse> {
    const passwordHash = await this.check(user, password, address);
    await this.deletion.delete(user.userId, { passwordHash });
    return { message: 'Votre compte a été supprimé.', info: ORDERS_STAY };
  }

  /** @throws as `deleteNow` */
  async request(user: AuthUser, password: string, address: string): Promise<DeletionPlannedResponse> {
    const passwordHash = await this.check(user, password, address);
    const { dueAt } = await this.requests.plan(user.userId, passwordHash);
    return {
      message: 'Votre demande de suppression est enregistrée.',
      scheduledDeletionDate: dueAt,
      info: `D’ici là, vous pouvez l’annuler à tout moment depuis votre compte. ${ORDERS_STAY}`,
    };
  }

  /** @throws NoDeleteRequestError, AccountGoneError */
  async cancel({ userId }: AuthUser): Promise<MessageResponse> {
    if (!(await this.requests.cancel(userId))) throw new NoDeleteRequestError('None is pending');
    return { message: 'La suppression de votre compte est annulée.' };
  }

  /** @throws AccountGoneError */
  async status({ userId }: AuthUser): Promise<DeletionStatusResponse> {
    const planned = await this.requests.find(userId);
    return {
      deletionPending: planned !== null,
      requestedAt: planned?.requestedAt ?? null,
      scheduledAt: planned?.dueAt ?? null,
    };
  }

  /** @returns the hash that the password fits */
  private async check({ userId, isAdmin }: AuthUser, password: string, address: string): Promise<string> {
    // Spares the effort; the write decides.
    if (isAdmin) throw new AdminCannotDeleteError('An administrator');
    return (await this.passwords.check(userId, password, address)).passwordHash;
  }
}
