export class EmailSentResponse {
  /** The same whether or not an account has the e-mail. */
  message!: string;
  code!: 'EMAIL_SENT';
}

export class PasswordResetResponse {
  message!: string;
  code!: 'PASSWORD_RESET_SUCCESS';
}
