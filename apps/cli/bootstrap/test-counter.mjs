// test-counter.mjs: a jest reporter that keeps the numbers of the run in a file, so that they survive a run that is killed.
import { writeFileSync } from 'node:fs';

export default class TestCounter {
  #file;
  #running = new Set();
  #counts = { passed: 0, failed: 0, skipped: 0 };

  constructor(_config, { file }) {
    this.#file = file;
    this.#write();
  }

  onTestFileStart({ path }) {
    this.#running.add(path);
    this.#write();
  }

  onTestFileResult({ path }, result) {
    this.#running.delete(path);
    this.#counts.passed += result.numPassingTests;
    // A file that cannot even be loaded has no tests, but it did fail.
    this.#counts.failed += result.numFailingTests + (result.testExecError && result.numFailingTests === 0 ? 1 : 0);
    this.#counts.skipped += result.numPendingTests + result.numTodoTests;
    this.#write();
  }

  onRunComplete() {
    this.#write(true);
  }

  #write(complete = false) {
    writeFileSync(this.#file, JSON.stringify({ ...this.#counts, running: [...this.#running], complete, at: Date.now() }));
  }
}
