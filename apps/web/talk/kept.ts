// kept.ts: small things this device remembers; without storage they live as long as the page.
const memory = new Map<string, string>();

const key = (name: string): string => `mockverse.${name}`;

export function recall<T>(name: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(key(name)) ?? memory.get(key(name));
    return text === undefined || text === null ? otherwise : (JSON.parse(text) as T);
  } catch {
    // Storage is forbidden, or holds something that is not ours: begin anew.
    return otherwise;
  }
}

export function remember(name: string, value: unknown): void {
  const text = JSON.stringify(value);
  memory.set(key(name), text);
  try {
    localStorage.setItem(key(name), text);
  } catch {
    // Private windows and full disks refuse; the copy in memory still serves this page.
  }
}

export function forget(name: string): void {
  memory.delete(key(name));
  try {
    localStorage.removeItem(key(name));
  } catch {
    // Nothing was kept, so nothing is left to remove.
  }
}

/** A preference that the server should know when it draws the page. */
export function rememberOnServer(name: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve.
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax${secure}`;
}
