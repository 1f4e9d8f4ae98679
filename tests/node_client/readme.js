// The first call that the project's README shows for node, run as it stands there, but for the address.
'use strict';
const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { promisify } = require('node:util');

const ROOT = path.join(__dirname, '../..');

async function checkFirstCall(address) {
  const [, code] = /```js\n(.*?)```/s.exec(fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8'));
  assert.ok(code.includes("'127.0.0.1:8443'"));
  const script = `${code.replace('127.0.0.1:8443', address)}\nsetTimeout(() => process.exit(3), 10000).unref();`;
  const { stdout } = await promisify(execFile)('node', ['-e', script], { cwd: ROOT, timeout: 15_000 });
  assert.match(stdout, /adagio\.homework\.v1/);
}

module.exports = { checkFirstCall };
