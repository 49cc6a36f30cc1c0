// waiting-page.ts: what a person sees while the pages are still starting: it reloads itself.
import type { ServerResponse } from 'node:http';

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>MockVerse is starting</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1.125rem/1.6 system-ui, sans-serif; color: #1f2430; background: #f7f7f5; }
main { padding: 2rem; max-width: 32rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
@media (prefers-color-scheme: dark) { body { color: #e8e8ea; background: #16181d; } }
</style>
</head>
<body><main><h1>MockVerse is starting</h1><p>The pages will be here in a moment. This one looks again every two seconds.</p></main></body>
</html>
`;

export function waitingPage(answer: ServerResponse, requestId: string, method: string): void {
  answer.setHeader(
    'content-security-policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  answer.writeHead(503, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(PAGE),
    'cache-control': 'no-store',
    'retry-after': '2',
    'x-request-id': requestId,
  });
  answer.end(method === 'HEAD' ? undefined : PAGE);
}
