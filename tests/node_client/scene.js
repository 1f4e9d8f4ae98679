// Before the evening: a practice, its clinicians, and a couple who has begun. Pat has told the PHQ-9 something worrying.
'use strict';
const { execFileSync } = require('node:child_process');
const path = require('node:path');

// Makes people: each is a function that calls a method of Adagio under a token of theirs, and can watch a stream.
function people(client, binaries, data) {
  return (role, subject, practice) => {
    const place = practice ? [`--practice=${practice.split('/')[1]}`] : [];
    const words = ['token', `--data=${data}`, `--role=${role}`, `--subject=${subject}`, ...place];
    const token = execFileSync(path.join(binaries, 'adagio'), words, { encoding: 'utf8', timeout: 10_000 }).trim();
    const call = (method, request) => client.call(`adagio.${method}`, request, token);
    return Object.assign(call, { watch: (method, request, use) => client.watch(`adagio.${method}`, request, token, use) });
  };
}

async function set(person) {
  const operator = person('operator', 'ops');
  const { practice } = await operator('directory.v1.DirectoryService/CreatePractice', {
    display_name: 'Linden Street', time_zone: 'Europe/Berlin', admin_login: 'admin' });
  const admin = person('practice_admin', 'admin', practice.name);
  for (const name of ['Thea', 'Una']) {
    await admin('directory.v1.DirectoryService/AddClinician', {
      practice: practice.name, display_name: name, login: name.toLowerCase(), role: 'CLINICIAN_ROLE_THERAPIST' });
  }
  const thea = person('therapist', 'thea', practice.name);
  const una = person('therapist', 'una', practice.name);
  const { treatment_unit: unit } = await thea('directory.v1.DirectoryService/CreateTreatmentUnit', {
    practice: practice.name, display_name: 'Pat and Dana' });
  const pat = await welcome(person, thea, practice.name, unit.name, 'Pat');
  const dana = await welcome(person, thea, practice.name, unit.name, 'Dana');
  const ladder = await agree(thea, unit.name, [pat, dana]);
  await worry(pat);
  return { practice: practice.name, unit: unit.name, admin, thea, una, pat, dana, ladder };
}

// Adds a partner, who acknowledges the confidence policy and whose screen for violence is clear.
async function welcome(person, therapist, practice, unit, display_name) {
  const login = display_name.toLowerCase();
  const added = await therapist('directory.v1.DirectoryService/AddPartner', { treatment_unit: unit, display_name, login });
  const partner = Object.assign(person('partner', login, practice), { at: added.partner.name });
  await partner('intake.v1.IntakeService/AcknowledgeConfidencePolicy', { treatment_unit: unit, version: 1 });
  const { sitting } = await therapist('intake.v1.ScreeningService/OpenSitting', { partner: partner.at, alone: true });
  await therapist('intake.v1.ScreeningService/RecordViolenceScreen', {
    sitting, instrument: 'VIOLENCE_INSTRUMENT_HARK', items: [1, 2, 3, 4].map((number) => ({ number, value: 0 })) });
  return partner;
}

// An agreement in force for four weeks, and a ladder of two steps.
async function agree(therapist, unit, partners) {
  const participants = partners.map((partner) => partner.at);
  const activities = ['hand_holding', 'sitting_close'];
  const drafted = await therapist('homework.v1.AgreementService/DraftAgreement', {
    treatment_unit: unit, participants, activities, pause_signal: 'Lighthouse', soft_no_phrase: 'Not tonight.',
    tentative_acknowledgement: 'Thank you, tell me when.', review_at: inDays(28) });
  const agreement = drafted.agreement.name;
  for (const partner of partners) {
    for (const activity of activities) {
      await partner('homework.v1.AgreementService/SetStance', { agreement, activity, stance: 'STANCE_WILLING' });
    }
    await partner('homework.v1.AgreementService/ApproveRelease', { agreement, activities });
  }
  await therapist('homework.v1.AgreementService/ReleaseAgreement', { agreement });
  const built = await therapist('homework.v1.HomeworkService/BuildLadder', { treatment_unit: unit, participants, activities });
  return built.ladder.name;
}

// An answer that nobody should wait with: an alert is raised when it is saved, before anything is submitted.
async function worry(partner) {
  const { administration } = await partner('progress.v1.ProgressService/StartAdministration', {
    partner: partner.at, instrument: 'phq9' });
  await partner('progress.v1.ProgressService/SaveItem', { administration: administration.name, item: 9, value: 1 });
}

function inDays(days) {
  return { seconds: Math.floor(Date.now() / 1000) + Math.round(days * 86400) };
}

module.exports = { inDays, people, set };
