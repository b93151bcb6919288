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
    'superadmin',
    'sysadmin',
  ],
  ...['support', 'helpdesk', 'help', 'aide', 'service', 'serviceclient', 'contact', 'info', 'staff', 'team', 'equipe'],
  ...['customerservice', 'customersupport', 'sav', 'billing', 'facturation', 'owner', 'shop', 'boutique', 'sales'],
  ...['moderator', 'moderateur', 'webmaster', 'postmaster', 'hostmaster', 'security', 'abuse', 'noreply', 'official'],
  ...['null', 'undefined', 'nan', 'true', 'false', 'none', 'anonymous', 'anonyme', 'guest', 'deleted', 'api', 'www'],
]);

/**
 * Whether a username looks like the shop's own or like no name at all, in any case, with `-` or `_` anywhere and digits
 * at its end.
 */
export function isReservedUsername(username: string): boolean {
  const name = username.toLowerCase().replace(/[-_]/g, '').replace(/\d+$/, '');
  return RESERVED.has(name) || name.includes('boulevardtcg');
}
