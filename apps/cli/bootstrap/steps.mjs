// steps.mjs: runs one long step with its progress and time on stderr; its own output is shown only when it fails.
import { spawn } from 'node:child_process';

export class StepFailed extends Error {}

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(0)} s`;

/** Runs a program in the project's folder. Rejects with StepFailed after showing what the program said. */
export const step = async (title, command, args, { cwd, env = {} }) => {
  const since = performance.now();
  const tick = showProgress(title, since);
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      said.push(Buffer.from(`${error.message}\n`));
      resolve(1);
    });
    child.on('close', (exit, signal) => resolve(signal ?? exit));
  });
  clearInterval(tick);
  const output = Buffer.concat(said).toString();
  if (code === 0) {
    line(`${title}: done in ${seconds(since)}`, true);
    return output;
  }
  line(`${title}: failed after ${seconds(since)}`, true);
  throw Object.assign(new StepFailed(`${title} failed`), { output });
};

const terminal = process.stderr.isTTY === true;
let shown = [];

const showProgress = (title, since) => {
  shown.push(title);
  if (!terminal) {
    process.stderr.write(`${title} …\n`);
    return setInterval(() => process.stderr.write(`${title} … ${seconds(since)}\n`), 15_000);
  }
  const draw = () => process.stderr.write(`\r\u001b[K${shown.join(' and ')} … ${seconds(since)}`);
  draw();
  return setInterval(draw, 1000);
};

const line = (text) => {
  shown = shown.filter((title) => !text.startsWith(title));
  process.stderr.write(`${terminal ? '\r\u001b[K' : ''}${text}\n`);
};
