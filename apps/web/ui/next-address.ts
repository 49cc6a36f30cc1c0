// next-address.ts: where to go after signing in: only ever a page of ours.
export const nextAddress = (wanted: string | string[] | undefined): string =>
  typeof wanted === 'string' && /^\/(?![/\\])[\w\-/?=&.]*$/.test(wanted) ? wanted : '/interviews';
