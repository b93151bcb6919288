export class TwoFactorStatusResponse {
  /** @example false */
  twoFactorEnabled!: boolean;
}

export class TwoFactorSetupResponse {
  /** Base32, to type when the QR code can't be scanned. @example "RCZDINYTQ4XXTQKDSA3K5DRB4K3A2WTI" */
  secret!: string;

  /**
   * The same with the account's name, as a picture: `data:image/png;base64,…`.
   * @example "data:image/png;base64,iVBORw0KGgo…"
   */
  qrCode!: string;
  /** @example "Scannez ce code avec votre application d’authentification, puis saisissez le code qu’elle affiche." */
  message!: string;
}

export class TwoFactorEnabledResponse {
  /** @example "La double authentification est activée. Conservez vos codes de secours en lieu sûr." */
  message!: string;
  /** @example true */
  twoFactorEnabled!: boolean;

  /**
   * Ten codes, each works once instead of a code. They are shown only here.
   * @example ["4f7k-93mq-x0ta-2h6d", "8c2v-51np-e7rw-9k3z"]
   */
  recoveryCodes!: string[];
}

export class TwoFactorDisabledResponse {
  /** @example "La double authentification est désactivée." */
  message!: string;
  /** @example false */
  twoFactorEnabled!: boolean;
}
