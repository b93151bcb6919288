import { BrowserClient, type Answer, type Sent } from './browser-client.js';

interface Claims {
  userId: string;
  email: string;
  username: string;
  isAdmin: boolean;
  iat: number;
  exp: number;
}

/** As the storefront reads an access token: the browser's base64, which knows no `-` or `_`. */
export function decodeToken(token: string): Claims | null {
  try {
    return JSON.parse(atob(token.split('.')[1]!)) as Claims;
  } catch {
    return null;
  }
}

/** Somebody in front of the storefront: its login, its page loads and its payment page. */
export class Visitor extends BrowserClient {
  /** @returns the login's answer; tokens are kept when there are any */
  async logIn(email: string, password: string, twoFactorCode?: string): Promise<Answer> {
    const body = twoFactorCode === undefined ? { email, password } : { email, password, twoFactorCode };
    const answer = await this.send('POST', '/auth/login', { body });
    if (answer.status === 200 && answer.body.accessToken) {
      this.accessToken = answer.body.accessToken as string;
      this.refreshToken = answer.body.refreshToken as string;
    }
    return answer;
  }

  /**
   * A page is loaded anew: an access token that is over, or that can't be decoded, is renewed first; any failure of that
   * logs out. @returns the profile; null when nobody is logged in
   */
  async load(): Promise<Answer['body']> {
    if (this.accessToken === null) return null;
    if ((decodeToken(this.accessToken)?.exp ?? 0) * 1000 <= Date.now()) {
      const { refreshToken } = this;
      const { status, body } = await this.send('POST', '/auth/refresh', { body: { refreshToken }, anonymous: true });
      if (status !== 200) {
        this.forget();
        return null;
      }
      this.accessToken = body.accessToken as string;
    }
    const { status, body } = await this.send('GET', '/users/profile');
    return status === 200 ? body.user : null;
  }

  async logOut(): Promise<void> {
    await this.ok('POST', '/auth/logout', { refreshToken: this.refreshToken });
    this.forget();
  }

  /** Catalogue, reviews and cart are read without the Bearer. */
  read(path: string, sent: Sent = {}): Promise<Answer['body']> {
    return this.ok('GET', path, undefined, { anonymous: true, ...sent });
  }

  private forget(): void {
    this.accessToken = null;
    this.refreshToken = null;
  }
}
