// shelf.ts: reads the question records from shelf/*.yaml; a record that is wrong is refused with its file and line.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RecordView } from '@mockverse/interview/record-view';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { QuestionRecord } from './record';

const ShelfFile = z.object({ topic: z.string(), label: z.string().min(2), records: z.array(z.unknown()).min(1) }).strict();

export interface TopicOnShelf {
  id: string;
  label: string;
  questions: number;
}

export class ShelfError extends Error {
  override readonly name = 'ShelfError';
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}

export class Shelf {
  /** Active records only: what may be asked. */
  readonly records: readonly QuestionRecord[];
  private readonly known: ReadonlyMap<string, QuestionRecord>;
  constructor(
    all: readonly QuestionRecord[],
    private readonly labels: ReadonlyMap<string, string>,
  ) {
    this.records = all.filter((record) => record.status === 'active');
    this.known = new Map(all.filter((record) => record.status !== 'draft').map((record) => [record.id, record]));
  }

  /** Retired records are found too: interviews in which they were asked are still graded. */
  byId(id: string): QuestionRecord | undefined {
    return this.known.get(id);
  }

  topicLabel(topic: string): string {
    return this.labels.get(topic) ?? topic.replaceAll('-', ' ');
  }

  /** What decideNext needs of every record. */
  views(): RecordView[] {
    return this.records.map((record) => viewOf(record, this.topicLabel(record.topics[0] ?? '')));
  }

  topics(): TopicOnShelf[] {
    const ids = [...new Set(this.records.flatMap((record) => record.topics))].sort();
    return ids.map((id) => ({
      id,
      label: this.topicLabel(id),
      questions: this.records.filter((record) => record.topics.includes(id)).length,
    }));
  }
}

const cache = new Map<string, Shelf>();

/** Throws ShelfError with every problem found, one line each. */
export function loadShelf(folder: string = shelfFolder()): Shelf {
  const cached = cache.get(folder);
  if (cached) return cached;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const problems: string[] = [];
  const topics = files.map((name) => readTopic(join(folder, name), problems));
  const records = topics.flatMap((topic) => topic.records);
  problems.push(...doubles(records));
  if (problems.length > 0) throw new ShelfError(problems);
  const shelf = new Shelf(records, new Map(topics.map((topic) => [topic.id, topic.label])));
  cache.set(folder, shelf);
  return shelf;
}

/** The data is not compiled, so from dist/ it is looked up under the project root as well. */
function shelfFolder(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    for (const candidate of [join(folder, 'shelf'), join(folder, 'libs', 'bank', 'shelf')]) {
      if (existsSync(candidate)) return candidate;
    }
  }
  throw new ShelfError(['The folder libs/bank/shelf with the question records was not found.']);
}

interface Topic {
  id: string;
  label: string;
  records: QuestionRecord[];
}

function readTopic(path: string, problems: string[]): Topic {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const at = (keys: PropertyKey[]): string => `${basename(path)}:${lineOf(document, lines, keys)}`;
  const none = { id: basename(path, '.yaml'), label: '', records: [] };
  if (document.errors.length > 0) {
    problems.push(
      ...document.errors.map((error) => `${basename(path)}:${lines.linePos(error.pos[0]).line} ${error.message.split('\n')[0]}`),
    );
    return none;
  }
  const value: unknown = document.toJS();
  const file = ShelfFile.safeParse(value);
  if (!file.success) {
    problems.push(...file.error.issues.map((issue) => `${at(issue.path)} ${inWords(issue.path)}: ${issue.message}`));
    return none;
  }
  const records = file.data.records.flatMap((raw, i) => {
    const parsed = QuestionRecord.safeParse(raw);
    if (parsed.success) return [parsed.data];
    problems.push(
      ...parsed.error.issues.map(
        (issue) => `${at(['records', i, ...issue.path])} ${nameOf(raw, i)}, ${inWords(issue.path)}: ${issue.message}`,
      ),
    );
    return [];
  });
  return { id: file.data.topic, label: file.data.label, records };
}

/** The line of the innermost node that exists; a missing key has none of its own. */
function lineOf(document: Document, lines: LineCounter, keys: PropertyKey[]): number {
  for (let depth = keys.length; depth > 0; depth -= 1) {
    const node = document.getIn(keys.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

const inWords = (path: PropertyKey[]): string =>
  path.map((key) => (typeof key === 'number' ? `no. ${key + 1}` : String(key))).join(' › ') || 'the record';

const nameOf = (raw: unknown, i: number): string =>
  raw !== null && typeof raw === 'object' && 'id' in raw ? `record "${String(raw.id)}"` : `record no. ${i + 1}`;

function doubles(records: readonly QuestionRecord[]): string[] {
  const ids = records.map((record) => record.id);
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map((id) => `The record id "${id}" is used more than once.`);
}

const viewOf = (record: QuestionRecord, topicLabel: string): RecordView => ({
  id: record.id,
  revision: record.revision,
  roles: record.roles,
  levels: record.levels,
  topics: record.topics,
  topicLabel,
  competencies: record.competencies,
  minutes: record.minutes,
  signals: record.signals.map(({ id, label, weight, must }) => ({ id, label, weight, must })),
  probes: record.probes.map(({ trigger, signals }) => ({ trigger, signals })),
  stretch: { signals: record.stretch.signals.map(({ id, label, weight, must }) => ({ id, label, weight, must })) },
  easier: { signals: record.easier.signals },
});
