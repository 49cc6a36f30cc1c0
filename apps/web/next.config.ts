// next.config.ts: a self-contained build that finds the contracts in the repository root.
import { join } from 'node:path';
import type { NextConfig } from 'next';

const root = join(__dirname, '..', '..');

const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: root,
  turbopack: { root },
  reactStrictMode: true,
  poweredByHeader: false,
  images: { unoptimized: true },
};

export default config;
