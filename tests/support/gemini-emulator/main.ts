// main.ts: starts the Gemini emulator from the command line and says how to point MockVerse at it.
import { parseArgs } from 'node:util';
import { startGeminiEmulator } from './emulator';
import { FAULTS, isFault } from './faults';

const HELP = `Usage: gemini-emulator [--port 4030] [--latency 600] [--per-token 15] [--rpm N] [--rpd N] [--seed N] [--fault NAME]

  --latency    milliseconds until the first token
  --per-token  milliseconds per further token
  --rpm, --rpd requests per minute and per day before a 429
  --fault      every answer has this fault; a single request chooses one with the header x-emulator-fault

Faults:
${Object.entries(FAULTS)
  .map(([name, what]) => `  ${name.padEnd(20)} ${what}`)
  .join('\n')}
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4030' },
      latency: { type: 'string', default: '600' },
      'per-token': { type: 'string', default: '15' },
      rpm: { type: 'string' },
      rpd: { type: 'string' },
      seed: { type: 'string', default: '1' },
      fault: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return say(HELP, 0);
  const numbers = [values.port, values.latency, values['per-token'], values.seed, values.rpm ?? '0', values.rpd ?? '0'].map(
    Number,
  );
  if (numbers.some((n) => !Number.isInteger(n) || n < 0))
    return say(`Every number must be whole and not negative.\n\n${HELP}`, 2);
  const { fault } = values;
  if (fault !== undefined && !isFault(fault)) return say(`There is no fault "${fault}".\n\n${HELP}`, 2);
  const emulator = await startGeminiEmulator({
    port: Number(values.port),
    seed: Number(values.seed),
    latency: { firstTokenMs: Number(values.latency), perTokenMs: Number(values['per-token']) },
    quotas: {
      ...(values.rpm && { requestsPerMinute: Number(values.rpm) }),
      ...(values.rpd && { requestsPerDay: Number(values.rpd) }),
    },
  });
  if (fault) emulator.setDefault({ fault });
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => void emulator.close());
  return say(
    `The Gemini emulator listens at ${emulator.url}. In another terminal:\n\n  GEMINI_API_KEY=emulator GEMINI_BASE_URL=${emulator.url} npm start\n`,
    0,
  );
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(text);
  return code;
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    process.stderr.write(`The emulator could not start: ${error.message}\n`);
    process.exitCode = 1;
  },
);
