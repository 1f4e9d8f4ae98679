// A therapist's evening: Thea looks at what waits, handles an alert, offers a step, and drafts, edits and signs a note.
// Usage: evening.js ADDRESS BINARIES DATA. Prints a line a step; ends with status 1 at the first thing that is not so.
'use strict';
const assert = require('node:assert/strict');
const { createPublicKey, createHash, randomUUID, verify } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { Client, detailsOf, load, reasonOf, status } = require('./client');
const readme = require('./readme');
const scene = require('./scene');
const standard = require('./standard');

const PROTO = path.join(__dirname, '../../proto');

function contracts() {
  const files = fs.readdirSync(path.join(PROTO, 'adagio'), { recursive: true }).filter((file) => file.endsWith('.proto'));
  return load([PROTO], files.map((file) => path.join('adagio', file)));
}

// Asks that a call is refused with the code and the reason; gives the error.
async function refused(call, code, reason) {
  const error = await call.then(() => assert.fail(`expected ${code}/${reason}, was allowed`), (e) => e);
  assert.equal(status[error.code], code, error.message);
  assert.equal(reasonOf(error), reason);
  return error;
}

async function looksAtWhatWaits({ thea, practice, unit, pat }) {
  const waiting = async () => (await thea('progress.v1.CaseloadService/GetCaseload', { practice })).worklist;
  const [item, ...others] = await waiting();
  assert.deepEqual([item.kind, item.treatment_unit, others], ['MATTER_KIND_SAFETY_ALERT', unit, []]);
  const { alerts } = await thea('progress.v1.ProgressService/ListAlerts', { treatment_unit: unit });
  assert.deepEqual(alerts.map((alert) => [alert.partner, alert.state, alert.hold_stands]), [[pat.at, 'ALERT_STATE_OPEN', true]]);
  return { alert: alerts[0].name, waiting };
}

async function handlesTheAlert({ thea }, { alert, waiting }) {
  await thea('progress.v1.ProgressService/AcknowledgeAlert', { alert });
  await thea('progress.v1.ProgressService/TriageAlert', {
    alert, outcome: 'TRIAGE_OUTCOME_HOLD_RELEASED', reason: 'Called; safe for now.' });
  assert.deepEqual(await waiting(), []);
}

function offerOf({ unit, ladder, pat, dana }) {
  return {
    request_id: randomUUID(), treatment_unit: unit,
    terms: { ladder, step: 1, participants: [pat.at, dana.at], starts_at: scene.inDays(0), occurrences: 3,
      check_in_plan: 'A word each evening.', exit_strategy: 'Tea.' } };
}

// The answer to an offer is lost, say: sent again it is the same answer, and there is one offer.
async function offersAStepTwice({ thea, unit }, offer) {
  const first = await thea('homework.v1.HomeworkService/OfferAssignment', offer);
  const again = await thea('homework.v1.HomeworkService/OfferAssignment', offer);
  assert.deepEqual(again, first);
  const other = { ...offer, terms: { ...offer.terms, occurrences: 4 } };
  await refused(thea('homework.v1.HomeworkService/OfferAssignment', other), 'ALREADY_EXISTS', 'REQUEST_ID_REUSED');
  const { assignments } = await thea('homework.v1.HomeworkService/GetUnitHomework', { treatment_unit: unit });
  assert.deepEqual(assignments.map((one) => one.assignment.name), [first.assignment.name]);
  return first.assignment.name;
}

async function readsTheHomework({ thea, unit, pat, dana }, assignment) {
  await pat('homework.v1.HomeworkService/AnswerAssignment', { assignment, answer: 'ANSWER_KIND_YES' });
  const seen = await dana('homework.v1.HomeworkService/AnswerAssignment', { assignment, answer: 'ANSWER_KIND_YES' });
  assert.equal(seen.assignment.state, 'ASSIGNMENT_STATE_ACTIVE');
  const { assignments } = await thea('homework.v1.HomeworkService/GetUnitHomework', { treatment_unit: unit });
  assert.equal(assignments[0].assignment.state, 'ASSIGNMENT_STATE_ACTIVE');
  assert.deepEqual(assignments[0].sides.map((side) => [side.partner, side.answer]).sort(),
    [[pat.at, 'ANSWER_KIND_YES'], [dana.at, 'ANSWER_KIND_YES']].sort());
}

async function draftsANote({ thea, unit }, assignment) {
  const { session } = await thea('notes.v1.NotesService/OpenSession', {
    treatment_unit: unit, kind: 'SESSION_KIND_JOINT', held_at: scene.inDays(-1 / 24) });
  const { note, missing_facts } = await thea('notes.v1.NotesService/DraftNote', { session: session.name });
  assert.deepEqual(missing_facts, []);
  assert.deepEqual(note.facts.assignments.map((fact) => fact.assignment), [assignment]);
  return note;
}

async function editsIt({ thea }, draft) {
  const edit = (etag, text) => thea('notes.v1.NotesService/UpdateNote', {
    note: draft.name, etag, update_mask: { paths: ['text'] }, text });
  const { note } = await edit(draft.etag, 'They spoke of the week.');
  assert.notEqual(note.etag, draft.etag);
  await refused(edit(draft.etag, 'From another window.'), 'ABORTED', 'ETAG_MISMATCH');
  const { note: now } = await thea('notes.v1.NotesService/GetNote', { note: draft.name });
  assert.deepEqual([now.text, now.etag], ['They spoke of the week.', note.etag]);
  return note;
}

// Whoever has the public key can verify a signature: here with node's own Ed25519.
async function signsIt({ thea }, { name, etag }) {
  const { note } = await thea('notes.v1.NotesService/SignNote', { note: name, etag });
  assert.equal(note.state, 'NOTE_STATE_SIGNED');
  const { signed_bytes, sha256, signature, public_key } = note.signature;
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: public_key.toString('base64url') } });
  assert.ok(verify(null, signed_bytes, key, signature));
  assert.deepEqual(createHash('sha256').update(signed_bytes).digest(), sha256);
  assert.ok(signed_bytes.includes('They spoke of the week.'));
  await refused(thea('notes.v1.NotesService/SignNote', { note: name, etag }), 'FAILED_PRECONDITION', 'NOTE_SIGNED');
}

// A partner, an administrator and a colleague may not; to the colleague what is there looks like what is not.
async function isNobodyElses({ pat, admin, una, unit }, note) {
  const get = (person, name) => refused(person('notes.v1.NotesService/GetNote', { note: name }), 'PERMISSION_DENIED', 'ACCESS_DENIED');
  await get(pat, note);
  await get(admin, note);
  const forbidden = await get(una, note);
  const missing = await get(una, `${unit}/notes/${randomUUID()}`);
  assert.deepEqual([detailsOf(forbidden), forbidden.details], [detailsOf(missing), missing.details]);
}

async function needsAToken(client, { unit }) {
  const get = (token) => client.call('adagio.directory.v1.DirectoryService/GetTreatmentUnit', { treatment_unit: unit }, token);
  await refused(get(), 'UNAUTHENTICATED', 'TOKEN_INVALID');
  await refused(get('nonsense'), 'UNAUTHENTICATED', 'TOKEN_INVALID');
}

// Another window of Thea's hears of the offer; one that was closed and comes back with its cursor hears it too.
async function hearsOf({ thea, practice }, happens) {
  const method = 'events.v1.EventsService/WatchEvents';
  const { cursor, name } = await thea.watch(method, { practice }, async (messages) => {
    const { value: first } = await messages.next();
    const name = await happens();
    await hear(messages, name);
    return { cursor: first.cursor, name };
  });
  await thea.watch(method, { practice, after_cursor: cursor }, (messages) => hear(messages, name));
  const forged = thea.watch(method, { practice, after_cursor: `${cursor}x` }, (messages) => messages.next());
  await refused(forged, 'INVALID_ARGUMENT', 'FIELD_INVALID');
  return name;
}

async function hear(messages, name) {
  for (;;) {
    const { value, done } = await messages.next();
    assert.ok(!done, 'the stream ended');
    if (value.events.some((event) => event.name === name)) return;
  }
}

function step(what) {
  console.log(`ok  ${what}`);
}

async function evening(client, address, binaries, data) {
  const { contracts: served } = await client.call('adagio.server.v1.ServerService/GetServer', {});
  await standard.checkHealth(address);
  step('grpc.health.v1 says SERVING, and NOT_FOUND of what is not served');
  const count = await standard.checkReflection(address, served);
  step(`server reflection tells ${count} services, and a client that has nothing else calls one`);
  await readme.checkFirstCall(address);
  step("the README's first call works as it stands");
  const cast = await scene.set(scene.people(client, binaries, data));
  await needsAToken(client, cast);
  step('without a token nobody is told anything');
  const seen = await looksAtWhatWaits(cast);
  step('Thea sees a safety alert in her caseload, and whose it is');
  const offer = offerOf(cast);
  await refused(cast.thea('homework.v1.HomeworkService/OfferAssignment', offer), 'FAILED_PRECONDITION', 'CLEARANCE_HELD');
  step('while it holds, no joint step can be offered');
  await handlesTheAlert(cast, seen);
  step('she triages it, and nothing waits');
  const assignment = await hearsOf(cast, () => offersAStepTwice(cast, offer));
  step('she offers the step; retried under its request id, it is one offer and one answer');
  step('another window hears of it, and so does one that comes back with its cursor');
  await readsTheHomework(cast, assignment);
  step('both say yes; she reads who did');
  const draft = await draftsANote(cast, assignment);
  step('she drafts the note of the session from facts');
  const edited = await editsIt(cast, draft);
  step('edits it; an old etag is ABORTED with ETAG_MISMATCH');
  await signsIt(cast, edited);
  step('signs it; the signature verifies without anything of ours');
  await isNobodyElses(cast, edited.name);
  step('nobody else reads it, and to a colleague it is as if it were not there');
}

async function main([address, binaries, data]) {
  const client = new Client(address, contracts());
  try {
    await evening(client, address, binaries, data);
  } finally {
    client.close();
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
