// cookie.ts: the session cookie, as it is written and as it is read.
import type { Env } from '@mockverse/runtime/env';
import type { CookieSerializeOptions } from '@nestjs/common';

type Address = Pick<Env, 'publicUrl'>;

const secure = ({ publicUrl }: Address): boolean => publicUrl?.startsWith('https:') ?? false;

/** `__Host-` makes the browser refuse the cookie from any other host or over plain http. */
export const cookieName = (env: Address): string => (secure(env) ? '__Host-mv_session' : 'mv_session');

export const cookieOptions = (env: Address, maxAgeSeconds: number): CookieSerializeOptions => ({
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
  secure: secure(env),
  maxAge: maxAgeSeconds,
});

/** The token in a Cookie header. Two cookies of this name are a trick, and count as none. */
export const cookieIn = (header: string | undefined, env: Address): string | null => {
  const prefix = `${cookieName(env)}=`;
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix));
  const token = found[0]?.slice(prefix.length);
  return found.length === 1 && token ? token : null;
};
