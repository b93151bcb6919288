/** Without `-` and `_`, in lower case. */
const RESERVED = new Set([
  ...[
    'admin',
    'admins',
    'administrator',
    'administrateur',
    'administration',
    'root',
    'system',
    'superuser',
    'sysadmin',
  ],
  ...['support', 'helpdesk', 'help', 'aide', 'service', 'serviceclient', 'contact', 'info', 'staff', 'team', 'equipe'],
  ...['moderator', 'moderateur', 'webmaster', 'postmaster', 'hostmaster', 'security', 'abuse', 'noreply', 'official'],
  ...['null', 'undefined', 'nan', 'true', 'false', 'none', 'anonymous', 'anonyme', 'guest', 'deleted', 'api', 'www'],
]);

/** Whether a username looks like the shop's own or like no name at all, in any case and with `-` or `_` anywhere. */
export function isReservedUsername(username: string): boolean {
  const name = username.toLowerCase().replace(/[-_]/g, '');
  return RESERVED.has(name) || name.includes('boulevardtcg');
}
