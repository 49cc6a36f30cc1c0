// security.ts: headers on every answer, and no state change on behalf of another site.
import type { Env } from '@mockverse/runtime/env';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export function secure(app: NestFastifyApplication, env: Env): void {
  const https = env.publicUrl?.startsWith('https:') ?? false;
  app.useSecurityHeaders({
    // An answer of the API is data: nothing in it may run, load or be framed.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
  });
  // Sec-Fetch-Site, else Origin against Host. Behind a proxy that rewrites Host, PUBLIC_URL names the origin.
  app.enableCsrfProtection({ trustedOrigins: env.publicUrl ? [new URL(env.publicUrl).origin] : [] });
}
