// One light for the whole: which, and the sentence that explains it. Nothing is guessed: what the API
// does not say is not said here.
import { plural } from './time.js';

const OBJECTS = ['tables', 'enums', 'indexes', 'constraints'];
const NO_LISTS = new Set(['findings', 'ignored', 'notes', 'switchedOff', 'watchedNamespaces']);

/** The lists of objects that a report has, by their kind. */
export const kindsOf = (report) =>
  [...new Set([...OBJECTS, ...Object.keys(report)])].filter((kind) => Array.isArray(report[kind]) && !NO_LISTS.has(kind));

/** Every object that is not as it is expected. */
export const deviations = (report) =>
  kindsOf(report).flatMap((kind) => report[kind].filter((it) => it.state !== 'present').map((it) => ({ kind, ...it })));

const counted = ({ missing, different, unexpected }) =>
  [[missing, 'missing'], [different, 'different'], [unexpected, 'unexpected']]
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');

function ofRunning(running) {
  const who = running.by === 'waymark' || running.run ? 'A run' : `${running.by}`;
  const where = running.targetVersion ? ` to version ${running.targetVersion}` : '';
  const blocked = running.blockedBy?.length;
  return {
    state: blocked ? 'blocked' : 'running',
    word: blocked ? 'Running, blocked' : 'Running',
    sentence: blocked
      ? `${who}${where} waits for a lock that ${plural(running.blockedBy.length, 'session')} ${running.blockedBy.length === 1 ? 'holds' : 'hold'}.`
      : `${who}${where} is in progress.`,
    since: running.startedAt,
  };
}

/** Where history and database disagree by more than what a report of the schema says. */
export const inTheWay = (status) => status.discrepancies.filter(({ what }) => what !== 'recorded-but-absent');

/** A run that ended badly and that nothing has made good since. */
const lastFailure = (runs, status) => {
  const last = runs?.runs?.find((run) => run.state === 'ended' && run.operation === 'migrate');
  return last && status.counts.pending > 0 && ['failed', 'interrupted'].includes(last.outcome) ? last : null;
};

function ofFailure(status, runs) {
  const last = lastFailure(runs, status);
  if (last) {
    const failure = last.failure;
    const place = failure?.script ? ` in ${failure.script}${failure.line ? `, line ${failure.line}` : ''}` : '';
    return {
      state: 'failed',
      word: last.outcome === 'interrupted' ? 'Interrupted' : 'Failed',
      sentence: last.outcome === 'interrupted' ? `The last run was cut off${place}.` : `The last run failed${place}: ${failure?.message ?? 'see the run'}`,
      since: last.finishedAt,
      run: last.id,
    };
  }
  const sentences = {
    failed: `The history has ${plural(status.counts.failed, 'failed migration')}.`,
    invalid: `No run can start: ${plural(status.counts.invalid, 'migration')} ${status.counts.invalid === 1 ? 'is' : 'are'} invalid.`,
    inconsistent: 'The history and the database disagree.',
  };
  // What is missing only is what the report says, and says better.
  if (status.state === 'inconsistent' && inTheWay(status).length === 0) return null;
  return sentences[status.state] ? { state: 'failed', word: status.state === 'failed' ? 'Failed' : status.state === 'invalid' ? 'Invalid' : 'Inconsistent', sentence: sentences[status.state], since: null } : null;
}

const still = ({ pending }) => (pending ? ` ${pending === 1 ? 'One migration is' : `${pending} migrations are`} pending.` : '');

function ofReport(report, counts) {
  const totals = report.totals.all;
  if (report.status === 'verified') {
    return {
      state: 'verified',
      word: 'Verified',
      sentence: `${totals.present === 1 ? 'The one object is' : `All ${plural(totals.present, 'object')} are`} what the ${words(report.expectation)} says.${still(counts)}`,
      since: report.since ?? null,
    };
  }
  if (report.status === 'drifted') {
    const objects = deviations(report);
    return {
      state: 'drifted',
      word: 'Drifted',
      sentence: `${plural(objects.length, 'object')} ${objects.length === 1 ? 'is' : 'are'} not what the ${words(report.expectation)} says: ${counted(totals)}.`,
      since: report.since ?? null,
    };
  }
  return { state: 'unverified', word: 'Unverified', sentence: [report.reason, report.hint].filter(Boolean).join(' '), since: null };
}

const words = (expectation) =>
  ({ contract: 'contract', migrations: 'replay of the migrations', recorded: 'recorded schema' })[expectation?.type] ?? 'expectation';

/** The light, of the three answers as they are watched. */
export function light(status, verification, runs) {
  const away = [status, verification].find((it) => it.refusal && (it.refusal.status === 0 || it.refusal.status === 503));
  if (away) {
    return {
      state: 'unreachable',
      word: 'Cannot be reached',
      sentence: away.refusal.problem.detail,
      hint: away.refusal.problem.hint,
      since: null,
      lastKnown: away.at,
    };
  }
  const refused = [status, verification].find((it) => it.refusal);
  if (refused) return { state: 'failed', word: refused.refusal.problem.title, sentence: refused.refusal.problem.detail, hint: refused.refusal.problem.hint, since: null };
  if (!status.data || !verification.data) return null;
  return (status.data.running && ofRunning(status.data.running)) ?? ofFailure(status.data, runs.data) ?? ofReport(verification.data, status.data.counts);
}

