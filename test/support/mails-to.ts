import { JobsService } from '../../src/jobs/jobs.service.js';
import type { ReceivedMail, SmtpMailbox } from './smtp.js';
import type { RunningApp } from './start-app.js';

/**
 * The mails that an address got so far, once all that waits in the outbox has been sent. In the order in which they were
 * written, because several are sent at once.
 */
export async function mailsTo(shop: RunningApp, smtp: SmtpMailbox, email: string): Promise<ReceivedMail[]> {
  await shop.app.get(JobsService).run('outbox');
  expect(await shop.prisma.outboxMail.count({ where: { doneAt: null } })).toBe(0);
  const written = await shop.prisma.outboxMail.findMany({ orderBy: { createdAt: 'asc' }, select: { id: true } });
  return written.flatMap(({ id }) =>
    smtp.mails.filter(({ to, headers }) => to.includes(email) && headers['message-id']!.startsWith(`<${id}@`)),
  );
}

/** The token of the link in a mail to an account. */
export function tokenIn(mail: ReceivedMail | undefined): string {
  return /[?&]token=([0-9a-f]{64})(?![0-9a-f])/.exec(mail?.text ?? '')![1]!;
}
