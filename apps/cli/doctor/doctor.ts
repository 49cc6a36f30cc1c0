// doctor.ts: runs every check and says what is fine, what is doubtful and what stops MockVerse.
import { readEnv } from '@mockverse/runtime/env';
import { asLine, type CheckResult } from './finding';
import { checkHome, checkNode, checkPackages, checkPort } from './machine';
import { checkDatabase, checkInterviewer, checkQueue } from './services';

/** True when nothing failed. */
export const doctor = async ({ json }: { json: boolean }): Promise<boolean> => {
  const env = readEnv();
  const results: CheckResult[] = [checkNode(), await checkPackages(), ...checkHome(env), await checkPort(env)];
  const services = await Promise.all([checkDatabase(env), checkQueue(env), checkInterviewer(env)]);
  results.push(...services.flat());
  const failed = results.filter(({ state }) => state === 'fail').length;
  if (json) process.stdout.write(`${JSON.stringify({ ok: failed === 0, checks: results }, null, 2)}\n`);
  else process.stdout.write(`${results.map(asLine).join('\n')}\n`);
  return failed === 0;
};
