// The plan: what a run would do now, what was seen when it was tried, and the digest by which exactly
// that is applied.
import { html } from './markup.js';
import { useResource } from './resource.js';
import { plural } from './time.js';
import { Card, Chip, Copy, Facts, Loading, Name, Problem } from './parts.js';
import { OFTEN, PLAN, REHEARSALS, SELDOM, STATUS } from './paths.js';
import { Planned } from './planned.js';
import { Rehearsal, Rehearsals, Rehearse } from './rehearsals.js';
import { severities } from './hazards.js';
import { to } from './route.js';

const ALL = { breaks: 'breaks something', loses: 'loses something', blocks: 'blocks others', notice: 'to be noticed' };

const everyHazard = (migrations) => migrations.flatMap((it) => [...it.hazards, ...it.statements.flatMap((statement) => statement.hazards)]);

const Severities = ({ hazards }) =>
  hazards.length === 0
    ? html`<p>No hazard was found.</p>`
    : html`<p class="chips">${severities(hazards).map(([severity, count]) => html`<${Chip} key=${severity} kind=${severity}><b>${count}</b> ${ALL[severity] ?? severity}<//>`)}</p>`;

const Invalid = ({ invalid }) => html`
  <${Card} title="Invalid, so that no run starts" count=${invalid.length} kind="bad">
    <ul class="reasons">${invalid.map((it, index) => html`<li key=${index}>${it.script && html`<${Name}>${it.script}<//>${it.line ? `, line ${it.line}` : ''}: `}${it.detail}<p class="hint">${it.hint}</p></li>`)}</ul>
  <//>`;

/** The newest rehearsal of exactly this plan that came to its end. */
const rehearsalOf = (digest, list) => list.find((it) => it.digest === digest && it.state === 'ended' && ['succeeded', 'failed'].includes(it.outcome));

function WholePlan() {
  const status = useResource(STATUS, OFTEN);
  const answer = useResource(PLAN, 0, status.tag);
  const list = useResource(REHEARSALS, SELDOM);
  const plan = answer.data;
  const rehearsals = list.data?.rehearsals ?? [];
  const summary = plan && rehearsalOf(plan.digest, rehearsals);
  const rehearsal = useResource(summary ? `${REHEARSALS}/${summary.id}` : null).data;
  if (!plan) return html`<h1 tabindex="-1">Plan</h1>${answer.refusal ? html`<${Problem} refusal=${answer.refusal} />` : html`<${Loading} />`}`;
  const seen = new Map((rehearsal?.migrations ?? []).map((it) => [it.script, it]));
  const migrations = plan.migrations.map((it) => seen.get(it.script) ?? it);
  if (!plan.migrations.length && !plan.invalid.length) {
    return html`<h1 tabindex="-1">Plan</h1><${Card}><p>Nothing is pending: a run would do nothing.</p><//><${Rehearsals} list=${rehearsals} digest=${plan.digest} />`;
  }
  return html`
    <h1 tabindex="-1">Plan: ${plan.fromVersion ?? 'nothing'} → ${plan.toVersion ?? 'no version'}</h1>
    ${answer.refusal && html`<${Problem} refusal=${answer.refusal} />`}
    ${plan.invalid.length > 0 && html`<${Invalid} invalid=${plan.invalid} />`}
    <div class="columns decided">
      <div>${migrations.map((it) => html`<${Planned} key=${it.script} it=${it} />`)}</div>
      <div>
        <${Card} title="To decide">
          <p>${plural(plan.counts.migrations, 'migration')}, ${plural(plan.counts.statements, 'statement')}.</p>
          <${Severities} hazards=${everyHazard(migrations)} />
          ${summary
            ? html`<p>Locks, rewrites and data checks are from <a href=${to('plan', summary.id)}>the rehearsal</a> of exactly this plan.</p>`
            : html`<p class="quiet">It was not rehearsed: locks, rewrites and what the live rows say are not known.</p>`}
          <${Rehearse} />
        <//>
        <${Card} title="Exactly this" aside=${html`<${Copy} text=${plan.digest} label="Copy the digest" />`}>
          <p><code class="digest">${plan.digest}</code></p>
          <p class="quiet">A run that is asked for with it does exactly this, or nothing.</p>
          <${Facts} facts=${[
            ['database', plan.database],
            ['PostgreSQL', plan.server],
            ['namespaces', plan.namespaces.join(', ')],
            ['scripts', html`<code>${plan.source}</code>`],
            ['callbacks', plan.callbacks.length ? plan.callbacks.join(', ') : null],
          ]} />
        <//>
        <${Rehearsals} list=${rehearsals} digest=${plan.digest} />
      </div>
    </div>`;
}

export default function Plan({ route }) {
  return route.rest[0] ? html`<${Rehearsal} key=${route.rest[0]} id=${route.rest[0]} />` : html`<${WholePlan} />`;
}
