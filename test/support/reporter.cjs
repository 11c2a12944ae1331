'use strict';
// Mocha's own spec reporter, then one plain line that any script can read.
const { reporters } = require('mocha');

class SpecWithPlainLine extends reporters.Spec {
  done(failures, finish) {
    const { passes = 0, failures: failed = 0, pending = 0 } = this.stats;
    const skipped = pending > 0 ? `, ${pending} skipped` : '';
    process.stdout.write(`${passes} passed, ${failed} failed${skipped}\n`);
    finish(failures);
  }
}

module.exports = SpecWithPlainLine;
