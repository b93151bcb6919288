import { Question, QuestionSet, type InquirerService } from 'nest-commander';
import { OperatorError } from '../common/errors/operator-error.js';
import { COPY_AS, type CopyAs } from '../db-copy/copy-as.js';

const NAME = 'copy-as';

export const COPY_AS_OPTION = {
  flags: '--as <which>',
  description: 'same-shop: the original does not run any more. another-shop: it runs on. Asked for on a terminal',
};

/** Asks on the terminal what a copied or restored database is. */
@QuestionSet({ name: NAME })
export class CopyAsQuestions {
  @Question({
    type: 'list',
    name: 'as',
    message: 'The new database is',
    choices: [
      { value: 'same-shop', name: 'the same shop: the original does not run any more' },
      { value: 'another-shop', name: 'another shop, for example for tests: the original runs on' },
    ] satisfies { value: CopyAs; name: string }[],
  })
  parseAs(chosen: CopyAs): CopyAs {
    return chosen;
  }
}

/**
 * @param given the option `--as`
 * @throws OperatorError for any other value, and without it when there is no terminal
 */
export async function copyAs(given: string | undefined, inquirer: InquirerService): Promise<CopyAs> {
  const known = COPY_AS.find((one) => one === given);
  if (known) return known;
  if (given !== undefined) throw new OperatorError(`--as must be ${COPY_AS.join(' or ')}`);
  if (!process.stdin.isTTY) throw new OperatorError(`--as ${COPY_AS.join(' or --as ')} is needed without a terminal`);
  return (await inquirer.ask<{ as: CopyAs }>(NAME, undefined)).as;
}
