export class EmailSentResponse {
  /**
   * The same whether or not an account has the e-mail.
   * @example "Si un compte existe avec cette adresse, un lien de réinitialisation vient de lui être envoyé."
   */
  message!: string;
  code!: 'EMAIL_SENT';
}

export class PasswordResetResponse {
  /** @example "Votre mot de passe a été réinitialisé, vous pouvez vous connecter." */
  message!: string;
  code!: 'PASSWORD_RESET_SUCCESS';
}
