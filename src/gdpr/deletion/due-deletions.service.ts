import { Injectable, Logger } from '@nestjs/common';
import { NotDueError } from '../../users/personal-data/account-erasure.service.js';
import { DeletionRequests } from '../../users/personal-data/deletion-requests.service.js';
import { AccountGoneError, AdminCannotDeleteError } from '../../users/users.errors.js';
import { AccountDeletion } from './account-deletion.service.js';

const BATCH = 50;

/**
 * Deletes the accounts whose time has come, one by one, each in its own transaction: what a server that dies leaves over
 * is found by the next run. What an account is when its turn comes counts, not what it was when it was listed.
 */
@Injectable()
export class DueDeletions {
  private readonly logger = new Logger(DueDeletions.name);

  constructor(
    private readonly requests: DeletionRequests,
    private readonly deletion: AccountDeletion,
  ) {}

  async deleteDue(signal?: AbortSignal, now = new Date()): Promise<void> {
    let after = '';
    for (;;) {
      const due = await this.requests.listDue(now, after, BATCH);
      for (const { id, isAdmin } of due) {
        if (signal?.aborted) return;
        if (isAdmin) this.noteAdministrator(id);
        else await this.delete(id, now);
        after = id;
      }
      if (due.length < BATCH) return;
    }
  }

  private async delete(userId: string, dueAt: Date): Promise<void> {
    try {
      await this.deletion.delete(userId, { dueAt });
    } catch (error) {
      // Called off, or deleted by its owner, at the last moment.
      if (error instanceof NotDueError || error instanceof AccountGoneError) return;
      if (error instanceof AdminCannotDeleteError) return this.noteAdministrator(userId);
      this.logger.error({ userId, err: error }, 'An account could not be deleted; the next run tries again');
    }
  }

  private noteAdministrator(userId: string): void {
    this.logger.warn({ userId }, 'Not deleted: its owner asked for it, and is an administrator by now');
  }
}
