export class TwoFactorStatusResponse {
  twoFactorEnabled!: boolean;
}

export class TwoFactorSetupResponse {
  /** Base32, for whoever can't scan. */
  secret!: string;

  /** The same with the account's name, as a picture: `data:image/png;base64,…`. */
  qrCode!: string;
  message!: string;
}

export class TwoFactorEnabledResponse {
  message!: string;
  twoFactorEnabled!: boolean;

  /** Ten, each good once instead of a code. They are shown this once. */
  recoveryCodes!: string[];
}

export class TwoFactorDisabledResponse {
  message!: string;
  twoFactorEnabled!: boolean;
}
