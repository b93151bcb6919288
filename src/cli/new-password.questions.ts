import { Question, QuestionSet } from 'nest-commander';

export const NEW_PASSWORD = 'new-password';

export interface NewPasswordAnswers {
  password: string;
  again: string;
}

/** Asks for a new password on the terminal: not echoed, and typed twice. */
@QuestionSet({ name: NEW_PASSWORD })
export class NewPasswordQuestions {
  @Question({ type: 'password', name: 'password', message: 'Password:' })
  parsePassword(typed: string): string {
    return typed;
  }

  @Question({
    type: 'password',
    name: 'again',
    message: 'Same password again:',
    validate: (typed: string, answers?: Partial<NewPasswordAnswers>) =>
      typed === answers?.password || 'The two passwords differ.',
  })
  parseAgain(typed: string): string {
    return typed;
  }
}
