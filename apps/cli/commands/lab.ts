// lab.ts: the command that measures one of the product's judgements on anybody's data: JSON lines in, JSON lines out.
import type { Command } from 'commander';

const TOOLS: Record<string, () => Promise<(line: unknown) => unknown>> = {
  grade: async () => (await import('../lab/grade.js')).grade,
};

export const register = (program: Command): void => {
  program
    .command('lab')
    .description(`measure one judgement: JSON lines on stdin, JSON lines on stdout; tools: ${Object.keys(TOOLS).join(', ')}`)
    .argument('<tool>', 'which judgement')
    .action(async (name: string) => {
      const tool = TOOLS[name];
      if (!tool)
        return program.error(`There is no lab tool "${name}". There is: ${Object.keys(TOOLS).join(', ')}.`, { exitCode: 2 });
      const { answerLines } = await import('../lab/json-lines.js');
      process.exitCode = (await answerLines(await tool())) ? 0 : 1;
    });
};
