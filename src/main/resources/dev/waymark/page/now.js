// Now: the light, what is pending, what is ahead, what differs, and the last runs.
import { html } from './markup.js';
import { useResource } from './resource.js';
import { useRuns } from './watched-runs.js';
import { Ago, Lasting } from './time.js';
import { Badge, Card, Icon, Loading, Name, Problem, Sql } from './parts.js';
import { deviations, inTheWay, light } from './light.js';
import { Hazards } from './hazards.js';
import { LiveRun } from './live-run.js';
import { RunList } from './run-list.js';
import { to } from './route.js';
import { OFTEN, PLAN, SELDOM, STATUS, VERIFICATION } from './paths.js';

function Light({ it, status, verification }) {
  return html`
    <section class=${`light ${it.state}`} role="status" aria-label="State">
      <${Icon} name=${it.state} size="large" />
      <div class="says">
        <h1 tabindex="-1">${it.word}</h1>
        <p class="sentence">${it.sentence}</p>
        ${it.hint && html`<p class="hint">${it.hint}</p>`}
        <p class="knowledge">
          ${it.since && html`<span>For <${Lasting} since=${it.since} /></span>`}
          ${it.run && html`<a href=${to('runs', it.run)}>Look at the run</a>`}
          ${it.state === 'drifted' && html`<a href=${to('schema')}>See what differs</a>`}
          ${verification.data && html`<span>${it.state === 'unreachable' ? 'Last known' : 'Known'} <${Ago} at=${verification.certainAt} /></span>`}
        </p>
      </div>
      ${status.data && html`
        <dl class="version">
          <dt>Version</dt><dd>${status.data.currentVersion ?? 'none'}</dd>
        </dl>`}
    </section>`;
}

function Pending({ status, plan }) {
  const planned = new Map((plan.data?.migrations ?? []).map((it) => [it.script, it]));
  return html`
    <${Card} title="Pending" count=${status.counts.pending}
      aside=${status.counts.pending > 0 && html`<a href=${to('plan')}>The whole plan</a>`}>
      ${status.pending.length === 0 && html`<p class="quiet">Nothing: every script is applied.</p>`}
      <ol class="migrations">
        ${status.pending.map((migration) => {
          const it = planned.get(migration.script);
          return html`
            <li key=${migration.script}>
              <h3><span class="number">${migration.version ?? 'R'}</span> ${migration.description} <${Name}>${migration.script}<//></h3>
              ${it && html`<${Sql} text=${it.statements.map((statement) => statement.sql).join(';\n')} lines=${4} />`}
              ${it && html`<${Hazards} hazards=${[...it.hazards, ...it.statements.flatMap((statement) => statement.hazards)]} brief />`}
            </li>`;
        })}
      </ol>
      ${plan.refusal && html`<${Problem} refusal=${plan.refusal} />`}
    <//>`;
}

function Ahead({ migrations }) {
  return html`
    <${Card} title="Ahead" count=${migrations.length}>
      <p class="quiet">A newer release has applied what these scripts do not know.</p>
      <ol class="migrations plain">
        ${migrations.map((it) => html`<li key=${it.script}><span class="number">${it.version ?? 'R'}</span> ${it.description} ${it.installedOn && html`<span class="quiet"><${Ago} at=${it.installedOn} /></span>`}</li>`)}
      </ol>
    <//>`;
}

/** What keeps a run from starting, or should be looked at before. */
function InTheWay({ status }) {
  const reasons = [...status.invalid, ...inTheWay(status)];
  if (!reasons.length && !status.failed.length) return null;
  return html`
    <${Card} title="In the way" count=${reasons.length + status.failed.length} kind="bad">
      <ul class="reasons">
        ${status.failed.map((it) => html`<li key=${it.script}><${Name}>${it.script}<//> failed and is kept as failed in the history.</li>`)}
        ${reasons.map((it, index) => html`<li key=${index}>${it.script && html`<${Name}>${it.script}<//>${it.line ? `, line ${it.line}` : ''}: `}${it.detail}<p class="hint">${it.hint}</p></li>`)}
      </ul>
    <//>`;
}

const MOST = 6;

function Drift({ report }) {
  const objects = deviations(report);
  return html`
    <${Card} title="Not as expected" count=${objects.length} aside=${html`<a href=${to('schema')}>All of it</a>`}>
      <ul class="objects">
        ${objects.slice(0, MOST).map((it) => {
          const name = [it.namespace, it.table, it.name].filter(Boolean).join('.');
          return html`<li key=${it.kind + name}><${Badge} state=${it.state}>${it.state}<//> <${Name}>${name}<//> ${it.since && html`<span class="quiet"><${Ago} at=${it.since} /></span>`}</li>`;
        })}
      </ul>
      ${objects.length > MOST && html`<p class="quiet">and ${objects.length - MOST} more</p>`}
    <//>`;
}

export default function Now() {
  const status = useResource(STATUS, OFTEN);
  const verification = useResource(VERIFICATION, SELDOM, status.tag);
  const runs = useRuns(status.tag);
  const plan = useResource(status.data?.counts.pending ? PLAN : null, 0, status.tag);
  const it = light(status, verification, runs);
  if (!it) return html`<h1 tabindex="-1" class="hidden">Now</h1><${Loading} />`;
  return html`
    <${Light} it=${it} status=${status} verification=${verification} />
    ${status.data?.running?.run && html`<${LiveRun} key=${status.data.running.run} id=${status.data.running.run} pending=${status.data.pending} />`}
    ${status.data && html`
      <div class="columns">
        <div>
          <${InTheWay} status=${status.data} />
          ${verification.data?.status === 'drifted' && html`<${Drift} report=${verification.data} />`}
          <${Pending} status=${status.data} plan=${plan} />
          ${status.data.ahead.length > 0 && html`<${Ahead} migrations=${status.data.ahead} />`}
        </div>
        <div>
          <${Card} title="Last runs" aside=${html`<a href=${to('runs')}>All runs</a>`}>
            ${runs.data?.runs.length === 0 && html`<p class="quiet">None yet.</p>`}
            ${runs.data && html`<${RunList} runs=${runs.data.runs} most=${5} brief />`}
          <//>
        </div>
      </div>`}`;
}
