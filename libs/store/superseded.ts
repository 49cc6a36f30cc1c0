// superseded.ts: the error of a writer whose claim is no longer the newest, or whose work is no longer wanted.

/** Not a fault: somebody newer does this work, or it is done. The handler answers `skipped`. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
  constructor(what: string) {
    super(`${what}: a newer claim, or a newer state, has taken its place`);
  }
}
