// shelf.test.ts: the shelf is read whole, and a mistake in it is named by file, line and place.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { aRecord } from '../../tests/builders/record';
import { examine } from './examination';
import { loadShelf, ShelfError } from './shelf';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function shelfOf(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), 'shelf-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : stringify(content));
  return folder;
}

function problemsOf(files: Record<string, unknown>): string[] {
  try {
    loadShelf(shelfOf(files));
    return [];
  } catch (error) {
    if (error instanceof ShelfError) return error.problems;
    throw error;
  }
}

const topic = (...records: unknown[]) => ({ topic: 'sql', label: 'SQL', records });

describe('loadShelf', () => {
  it('offers active records only, and still finds a retired one by its id', () => {
    const shelf = loadShelf(shelfOf({ 'sql.yaml': topic(aRecord(), aRecord({ id: 'old', status: 'retired' })) }));
    expect(shelf.byId('index-cost')?.revision).toBe(1);
    expect(shelf.byId('old')?.status).toBe('retired');
    expect(shelf.records.map((record) => record.id)).toEqual(['index-cost']);
    expect(shelf.topics()).toEqual([{ id: 'sql', label: 'SQL', questions: 1 }]);
    expect(shelf.views()[0]).toMatchObject({
      id: 'index-cost',
      topicLabel: 'SQL',
      stretch: { signals: [{ id: 'column-order' }] },
    });
  });

  it('names file, line, record and place of a mistake', () => {
    const broken = { ...aRecord(), minutes: 90 };
    const line =
      stringify(topic(broken))
        .split('\n')
        .findIndex((text) => text.includes('minutes:')) + 1;
    expect(problemsOf({ 'sql.yaml': topic(broken) })).toEqual([
      expect.stringMatching(new RegExp(`^sql\\.yaml:${line} record "index-cost", minutes: `)),
    ]);
  });

  it('names the line of broken YAML', () => {
    expect(problemsOf({ 'sql.yaml': 'topic: sql\nlabel: "SQL\nrecords: []\n' })[0]).toMatch(/^sql\.yaml:\d+ /);
  });

  it('refuses an id that is used twice, also across files', () => {
    expect(problemsOf({ 'a.yaml': topic(aRecord()), 'b.yaml': topic(aRecord()) })).toEqual([
      'The record id "index-cost" is used more than once.',
    ]);
  });

  it('reports all mistakes at once', () => {
    expect(problemsOf({ 'a.yaml': topic({ ...aRecord(), minutes: 90, revision: 0 }) })).toHaveLength(2);
  });
});

describe('the shelf of the product', () => {
  const shelf = loadShelf();

  it('has records, and every probe, stretch and easier question names signals that exist', () => {
    expect(shelf.records.length).toBeGreaterThan(0);
    for (const view of shelf.views()) expect(view.stretch.signals.length * view.easier.signals.length).toBeGreaterThan(0);
  });

  it.each(shelf.records.map((record) => [record.id, record] as const))(
    'grades the samples of %s in the order people did',
    (_id, record) => {
      expect(examine(record)).toMatchObject({ inOrder: true });
    },
  );
});
