export class DeletedResponse {
  message!: string;
  /** What stays, for the books. */
  info!: string;
}

export class DeletionPlannedResponse {
  message!: string;
  scheduledDeletionDate!: Date;
  info!: string;
}

export class DeletionStatusResponse {
  deletionPending!: boolean;
  requestedAt!: Date | null;
  scheduledAt!: Date | null;
}
