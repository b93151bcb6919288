/** What the plugin uses of Swagger UI. */
interface SwaggerUi {
  React: {
    createElement: (type: unknown, props: object | null, ...children: unknown[]) => unknown;
    useState: <T>(initial: T) => [T, (value: T) => void];
    useEffect: (effect: () => unknown, inputs: unknown[]) => void;
  };
  getConfigs: () => PluginOptions;
  authActions: {
    authorizeWithPersistOption: (byName: object) => void;
    showDefinitions: (shown: boolean) => void;
  };
  authSelectors: { authorized: () => { getIn: (path: string[]) => string | undefined } };
  specSelectors: { specJson: () => { getIn: (path: string[]) => unknown } };
}

/** Options of Swagger UI that only the plugin reads. */
export interface PluginOptions {
  links: { text: string; href: string }[];
  /** Where to read demo accounts, as `{ email, password, name }[]`; none in production. */
  demoAccountsUrl?: string;
}

interface Group {
  get: (key: 'operations') => { size: number };
  update: (key: 'operations', change: (operations: Operations) => unknown) => Group;
}
interface Operations {
  filter: (
    matches: (operation: { get: (key: string) => string; getIn: (path: string[]) => string }) => boolean,
  ) => Operations;
}
interface Groups {
  map: (change: (group: Group, tag: string) => Group) => { filter: (matches: (group: Group) => boolean) => unknown };
}
interface Account {
  email: string;
  password: string;
  name: string;
}

interface Focusable {
  focus: () => void;
  placeholder: string;
}
interface KeyPress {
  key: string;
  shiftKey: boolean;
  target: unknown;
  currentTarget: { querySelectorAll: (selector: string) => Iterable<Focusable> };
  preventDefault: () => void;
}

declare const document: { activeElement: Focusable | null; querySelector: (selector: string) => Focusable | null };
declare const localStorage: {
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
  removeItem: (key: string) => void;
};

/**
 * Plugin of Swagger UI: login by e-mail and password in the dialog "Authorize", links above the operations, and a filter
 * that finds paths and summaries as well as groups. It runs in the browser: Swagger UI receives its source text, so it uses
 * nothing from outside itself.
 */
export function swaggerUiPlugin() {
  const REFRESH_TOKEN = 'refreshToken';
  const SCHEME = 'bearer';

  const post = async (path: string, body: object) => {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { ok: response.ok, body: (await response.json()) as Record<string, string | undefined> };
  };

  const authorize = ({ authActions, specSelectors }: SwaggerUi, value: string | undefined) => {
    const schema = specSelectors.specJson().getIn(['components', 'securitySchemes', SCHEME]);
    authActions.authorizeWithPersistOption({ [SCHEME]: { name: SCHEME, schema, value } });
  };

  /** @returns what to tell the user, nothing after a login; and whether the account asks for a code */
  const login = async (ui: SwaggerUi, credentials: object) => {
    const { ok, body } = await post('/api/auth/login', credentials);
    if (!ok) return { text: body.error ?? '', asksCode: body.code === 'INVALID_2FA_CODE' };
    if (!body.accessToken) return { text: 'This account has two-factor login: enter a code.', asksCode: true };
    localStorage.setItem(REFRESH_TOKEN, body.refreshToken!);
    authorize(ui, body.accessToken);
    ui.authActions.showDefinitions(false);
    return { text: '', asksCode: false };
  };

  /** Renews an access token that is about to expire. */
  const renew = async (ui: SwaggerUi) => {
    const token = ui.authSelectors.authorized().getIn([SCHEME, 'value']);
    const refreshToken = localStorage.getItem(REFRESH_TOKEN);
    const payload = token?.split('.')[1];
    if (!payload || !refreshToken) return;
    const { exp } = JSON.parse(atob(payload)) as { exp: number };
    if (exp * 1000 > Date.now() + 30_000) return;
    const { ok, body } = await post('/api/auth/refresh', { refreshToken });
    if (ok) authorize(ui, body.accessToken);
  };

  const LoginForm = (ui: SwaggerUi) => {
    const { createElement: h, useState, useEffect } = ui.React;
    return () => {
      const [email, setEmail] = useState('');
      const [password, setPassword] = useState('');
      const [twoFactorCode, setCode] = useState('');
      const [message, setMessage] = useState('');
      const [asksCode, setAsksCode] = useState(false);
      const [accounts, setAccounts] = useState<Account[]>([]);
      useEffect(() => {
        const url = ui.getConfigs().demoAccountsUrl;
        if (url) void fetch(url).then(async (response) => setAccounts((await response.json()) as Account[]));
      }, []);

      const send = (credentials: object) =>
        void login(ui, credentials).then(({ text, asksCode }) => {
          setMessage(text);
          // A wrong password typed meanwhile does not take the field away.
          if (asksCode) setAsksCode(true);
        });
      const field = (
        label: string,
        type: string,
        autoComplete: string,
        value: string,
        change: (value: string) => void,
      ) =>
        h(
          'label',
          { key: label },
          label,
          h('input', {
            type,
            autoComplete,
            value,
            onChange: ({ target }: { target: { value: string } }) => change(target.value),
          }),
        );
      const submit = (event: { preventDefault: () => void }) => {
        event.preventDefault();
        send(twoFactorCode ? { email, password, twoFactorCode } : { email, password });
      };
      return h(
        'form',
        { className: 'login', onSubmit: submit },
        h('h4', null, 'Log in'),
        field('E-mail', 'email', 'username', email, setEmail),
        field('Password', 'password', 'current-password', password, setPassword),
        asksCode && field('Two-factor code', 'text', 'one-time-code', twoFactorCode, setCode),
        message && h('p', { role: 'alert' }, message),
        h('button', { type: 'submit', className: 'btn modal-btn auth' }, 'Log in'),
        accounts.map((account) =>
          h(
            'button',
            {
              type: 'button',
              key: account.email,
              className: 'btn modal-btn auth',
              title: `${account.email} ${account.password}`,
              onClick: () => send({ email: account.email, password: account.password }),
            },
            account.name,
          ),
        ),
      );
    };
  };

  /** Swagger UI's dialog does nothing about the focus. */
  const keepFocus = (Original: unknown, { React: { createElement: h, useEffect } }: SwaggerUi) => {
    const onKeyDown = (event: KeyPress) => {
      if (event.key !== 'Tab') return;
      const stops = [...event.currentTarget.querySelectorAll('a[href], button:enabled, input:enabled')];
      const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
      if (event.target !== from) return;
      event.preventDefault();
      to?.focus();
    };
    return (props: object) => {
      useEffect(() => {
        const opener = document.activeElement;
        document.querySelector('.login input')?.focus();
        return () => opener?.focus();
      }, []);
      return h('div', { onKeyDown }, h(Original, props));
    };
  };

  return {
    wrapComponents: {
      authorizationPopup: keepFocus,
      FilterContainer:
        (Original: unknown, { React: { createElement: h, useEffect } }: SwaggerUi) =>
        (props: object) => {
          useEffect(() => {
            const input = document.querySelector('.operation-filter-input');
            if (input) input.placeholder = 'Filter by group, path or summary';
          }, []);
          return h(Original, props);
        },
      auths: (Original: unknown, ui: SwaggerUi) => {
        const Form = LoginForm(ui);
        const h = ui.React.createElement;
        return (props: object) => h('div', null, h(Form, null), h(Original, props));
      },
      InfoContainer:
        (Original: unknown, { React: { createElement: h }, getConfigs }: SwaggerUi) =>
        (props: object) =>
          h(
            'div',
            null,
            h(Original, props),
            h(
              'nav',
              { className: 'shop-links', 'aria-label': 'Links' },
              getConfigs().links.map(({ text, href }) => h('a', { key: href, href }, text)),
            ),
          ),
    },
    statePlugins: {
      auth: {
        wrapActions: {
          logoutWithPersistOption: (original: (names: string[]) => unknown) => (names: string[]) => {
            localStorage.removeItem(REFRESH_TOKEN);
            return original(names);
          },
        },
      },
      spec: {
        wrapActions: {
          execute: (original: (request: object) => unknown, ui: SwaggerUi) => async (request: object) => {
            await renew(ui);
            return original(request);
          },
        },
      },
    },
    fn: {
      opsFilter: (groups: Groups, phrase: string) => {
        const wanted = phrase.toLowerCase();
        return groups
          .map((group, tag) =>
            tag.toLowerCase().includes(wanted)
              ? group
              : group.update('operations', (operations) =>
                  operations.filter((operation) =>
                    `${operation.get('method')} ${operation.get('path')} ${operation.getIn(['operation', 'summary'])}`
                      .toLowerCase()
                      .includes(wanted),
                  ),
                ),
          )
          .filter((group) => group.get('operations').size > 0);
      },
    },
  };
}
