export interface LoggedError {
  type: string;
  code?: string;
  message?: string;
  /** Where it was thrown, without the message that Node puts on top. */
  stack?: string;
  cause?: LoggedError;
}

/**
 * What a log may tell of an error. Messages can hold what a customer typed: Prisma's quote the query with its arguments,
 * JSON's the text. So the first say which query it was, the second nothing, and of all others what looks like an
 * address, a token or a key is taken out. Properties besides `code` stay out: drivers put rows and requests there.
 */
export function safeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const cause = depth < 3 && error.cause instanceof Error ? safeError(error.cause, depth + 1) : undefined;
  return {
    type: error.name,
    ...(typeof code === 'string' && /^\w{1,64}$/.test(code) && { code }),
    message: messageOf(error),
    stack: framesOf(error.stack),
    ...(cause && { cause }),
  };
}

function messageOf(error: Error): string {
  if (error.name.startsWith('Prisma')) {
    const query = /`(?:\w+\.)*(\w+\.\w+)\(\)` invocation/.exec(error.message)?.[1];
    return query ? `Prisma refused ${query}` : 'Prisma failed';
  }
  return error.name === 'SyntaxError' ? 'Unreadable text' : withoutSecrets(error.message);
}

function framesOf(stack: string | undefined): string | undefined {
  return stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

const SECRETS = [
  // e-mail addresses
  /(?<![^\s"'<>()[\]{},;:=])[^\s"'<>()[\]{},;:=]+@[^\s"'<>()[\]{},;:]+/g,
  // JSON web tokens
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  // keys of Stripe and Bearer tokens
  /\b(?:sk|rk|pk|whsec)_\w+/g,
  /\bBearer\s+\S+/gi,
  // passwords in connection strings
  /(?<=\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g,
  // hashes, signatures, other tokens
  /\b[\w-]{40,}\b/g,
];

const MAX_LENGTH = 4000;

/** The text with a mark where it held an address, a token or a key. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((cleaned, secret) => cleaned.replace(secret, '[…]'), text.slice(0, MAX_LENGTH));
}
