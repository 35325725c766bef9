// Runs in lines, newest first; several on end that found nothing to do are folded.
import { html } from './markup.js';
import { plural } from './time.js';
import { RunRow } from './run-row.js';

/** Each run, or several on end that found nothing pending. */
function folded(runs) {
  const groups = [];
  for (const run of runs) {
    const idle = run.outcome === 'nothing-pending';
    if (idle && groups.at(-1)?.idle) groups.at(-1).runs.push(run);
    else groups.push({ idle, runs: [run] });
  }
  return groups;
}

const Group = ({ idle, runs }) =>
  idle && runs.length > 1
    ? html`<li class="fold"><details><summary>${plural(runs.length, 'run')} found nothing pending</summary><ul class="runs">${runs.map((run) => html`<${RunRow} key=${run.id} run=${run} />`)}</ul></details></li>`
    : runs.map((run) => html`<${RunRow} key=${run.id} run=${run} />`);

/** At most so many lines; folded ones count once. */
export const RunList = ({ runs, most = Infinity, brief = false }) => html`
  <ul class=${`runs ${brief ? 'brief' : ''}`}>${folded(runs).slice(0, most).map((group) => html`<${Group} key=${group.runs[0].id} ...${group} />`)}</ul>`;

/**
 * The runs that are known, with the newest of them as they are now. Where so many are new that the
 * two do not meet, what was known is let go: nothing may be missing between them.
 */
export function withNewest(known, newest, next) {
  const ids = new Set(newest.map(({ id }) => id));
  if (!known.runs.some(({ id }) => ids.has(id))) return { runs: newest, next };
  return { runs: [...newest, ...known.runs.filter(({ id }) => !ids.has(id))], next: known.next };
}

/** The same, with older ones behind them. */
export function withOlder(known, older, next) {
  const ids = new Set(known.runs.map(({ id }) => id));
  return { runs: [...known.runs, ...older.filter(({ id }) => !ids.has(id))], next };
}
