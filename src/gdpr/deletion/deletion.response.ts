export class DeletedResponse {
  /** @example "Votre compte a été supprimé." */
  message!: string;
  /** Data that stay, for the accounting. @example "Vos commandes restent dans nos livres de comptes." */
  info!: string;
}

export class DeletionPlannedResponse {
  /** @example "Votre demande de suppression est enregistrée." */
  message!: string;
  scheduledDeletionDate!: Date;
  /** @example "D’ici là, vous pouvez l’annuler à tout moment depuis votre compte." */
  info!: string;
}

export class DeletionStatusResponse {
  /** @example false */
  deletionPending!: boolean;
  requestedAt!: Date | null;
  scheduledAt!: Date | null;
}
