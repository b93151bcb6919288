import { CommandRunner } from 'nest-commander';
import { DomainError } from '../common/errors/domain-error.js';
import { ERROR_TEXTS } from '../common/errors/error-texts.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { operatorMessage } from '../bootstrap/startup-errors.js';
import { progressLine } from './progress-line.js';

type Commander = Parameters<CommandRunner['setCommand']>[0];

/**
 * A command. It imports what it needs when it runs, so that no command loads what another one needs. A failure that the
 * operator can fix is one line on stderr; any other is a stack.
 */
export abstract class ShopCommand<Options extends object> extends CommandRunner {
  /** Starts the line of a failure: `Not created`. */
  protected abstract readonly failure: string;

  /** The exit code of a failure and of wrong options. */
  protected readonly failureCode: number = 1;

  override setCommand(command: Commander): this {
    command
      .allowExcessArguments(false)
      .showHelpAfterError('--help lists the options.')
      .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : this.failureCode));
    return super.setCommand(command);
  }

  override async run(_args: string[], options: Options): Promise<void> {
    try {
      await this.execute(options);
    } catch (error) {
      progressLine.clear();
      const reason = reasonFor(error);
      print(reason === undefined ? error : `${this.failure}: ${reason}`);
      process.exitCode = this.failureCode;
    }
  }

  /** Does the work and prints the result. @throws OperatorError for what the operator can fix */
  protected abstract execute(options: Options): Promise<void>;

  /** A line of the result, on stdout. */
  protected print(line: string): void {
    progressLine.clear();
    // eslint-disable-next-line no-console
    console.log(line);
  }
}

function reasonFor(error: unknown): string | undefined {
  if (error instanceof OperatorError) return error.message;
  if (error instanceof DomainError) return ERROR_TEXTS[error.code];
  return operatorMessage(error);
}

function print(problem: unknown): void {
  // eslint-disable-next-line no-console
  console.error(problem);
}
