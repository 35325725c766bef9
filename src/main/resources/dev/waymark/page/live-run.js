// A run while it goes on: where it is, how far, who is in its way, and its end if a reader wants
// that.
import { html } from './markup.js';
import { lookAgain } from './resource.js';
import { send } from './api.js';
import { mayMigrate } from './session.js';
import { Card, Loading, Name, Problem, Sql, Twice } from './parts.js';
import { Lasting, useNow } from './time.js';
import { Blockers } from './blockers.js';
import { Scripts } from './scripts.js';
import { story } from './story.js';
import { useRun } from './run-state.js';
import { to } from './route.js';
import { what, who } from './run-row.js';

/** What PostgreSQL counts of its command; where it counts nothing, nothing is shown. */
const Counted = ({ it }) =>
  it.percent !== undefined && html`
    <p class="counted">
      <label>${it.command} ${it.phase && html`<span class="quiet">${it.phase}</span>`}
        <progress max="100" value=${it.percent}></progress></label>
      <span class="number">${it.percent} %</span>
    </p>`;

const Current = ({ it }) => html`
  <div class="current">
    <p>
      ${it.migrations > 1 && html`Migration ${it.migration} of ${it.migrations}, `}<${Name}>${it.script}<//>${it.statement !== undefined && html`, statement ${it.statement}${it.statements === undefined ? '' : ` of ${it.statements}`}`},
      for <${Lasting} since=${it.since} />
    </p>
    ${it.sql && html`<${Sql} text=${it.sql} lines=${8} />`}
    <${Counted} it=${it} />
  </div>`;

function Next({ it }) {
  const now = useNow();
  const left = Math.max(0, Math.ceil((new Date(it.at) - now) / 1000));
  return html`<p class="next">A lock was in the way: attempt ${it.attempt} of ${it.attempts} begins in ${left} s.</p>`;
}

/** Since when the current wait for a lock lasts, as the events have it. */
const blockedSince = (told) =>
  [...told.scripts.values()].flatMap((it) => it.attempts.at(-1).blocked).filter((it) => it.to === null).at(-1)?.from ?? null;

export function Cancel({ run }) {
  if (!mayMigrate() || run.state === 'ended' || run.operation !== 'migrate') return null;
  const path = `/migrations/runs/${encodeURIComponent(run.id)}`;
  return html`
    <${Twice} label="Cancel the run" yes="Yes, cancel it"
      question="Its current statement is stopped, and nothing more is started. What it has applied stays."
      act=${async () => {
        await send('DELETE', path);
        lookAgain(path);
      }} />`;
}

/** What there is to see of a run that has not ended. */
export const Going = ({ run, told }) => html`
  ${run.state === 'waiting' && html`<p>It waits until the run before it has ended.</p>`}
  ${run.progress && html`<${Current} it=${run.progress} />`}
  ${run.nextTry && html`<${Next} it=${run.nextTry} />`}
  ${run.blockedBy?.length > 0 && html`<${Blockers} blockers=${run.blockedBy} since=${blockedSince(told)} />`}`;

export function LiveRun({ id, pending }) {
  const { run, events } = useRun(id);
  if (!run.data) return run.refusal ? html`<${Problem} refusal=${run.refusal} />` : html`<${Loading} />`;
  const told = story(events);
  return html`
    <${Card} kind="live" title=${`The run: ${what(run.data)}`} aside=${html`<a href=${to('runs', id)}>Its page</a>`}>
      <p class="quiet">Asked for by ${who(run.data.requestedBy)}${run.data.reason ? `: ${run.data.reason}` : ''}. Running for <${Lasting} since=${run.data.startedAt} />.</p>
      <${Going} run=${run.data} told=${told} />
      <${Scripts} run=${run.data} told=${told} pending=${pending} />
      <${Cancel} run=${run.data} />
    <//>`;
}
