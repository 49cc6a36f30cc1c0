// seeded.ts: choices that look like chance but are the same for the same seed.

/** FNV-1a, 32 bits: small, fast, and spreads short strings well enough to vary questions. */
export function seededNumber(seed: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i += 1) {
    hash ^= seed.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  // The last rounds of murmur3: without them, seeds that differ in one final digit stay neighbours.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
