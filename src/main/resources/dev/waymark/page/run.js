// One run: in full when it has ended, live while it goes on.
import { html } from './markup.js';
import { Ago, duration, Lasting, plural } from './time.js';
import { Badge, Card, Chip, Copy, Facts, Icon, Loading, Name, Problem } from './parts.js';
import { Cancel, Going } from './live-run.js';
import { Changes } from './changes.js';
import { Failure } from './failure.js';
import { Scripts } from './scripts.js';
import { standing, what, who } from './run-row.js';
import { story } from './story.js';
import { to } from './route.js';
import { useResource } from './resource.js';
import { OFTEN, STATUS } from './paths.js';
import { useRun } from './run-state.js';

const SENTENCES = {
  succeeded: 'Everything that was pending is applied.',
  'nothing-pending': 'Nothing was pending.',
  failed: 'A migration failed; those before it stay applied.',
  refused: 'Something was wrong before the first statement.',
  cancelled: 'Somebody asked for it to be cancelled.',
  interrupted: 'Its process, its connection or PostgreSQL was gone before it ended.',
};

const lower = (words) => words[0].toLowerCase() + words.slice(1);

const requester = (it) => [it?.name, it?.address, it?.agent].filter(Boolean).join(', ') || 'unknown';

function Verified({ it }) {
  const { present, missing, different, unexpected } = it.objects;
  return html`
    <p><${Badge} state=${it.status}>${it.status}<//>
      ${' '}${it.reason ?? `${present} present, ${missing} missing, ${different} different, ${unexpected} unexpected`}
      ${it.checkedAt && html` <span class="quiet"><${Ago} at=${it.checkedAt} /></span>`}
      ${it.hint && html`<span class="hint">${it.hint}</span>`}
      ${it.status === 'drifted' && html` <a href=${to('schema')}>What differs now</a>`}</p>`;
}

const Refused = ({ it }) => html`
  <${Card} title="Why it was refused" kind="bad">
    <p>${it.detail}</p>
    ${it.hint && html`<p class="hint">${it.hint}</p>`}
    ${it.invalid?.length > 0 && html`<ul class="reasons">${it.invalid.map((one, index) => html`<li key=${index}>${one.script && html`<${Name}>${one.script}<//>${one.line ? `, line ${one.line}` : ''}: `}${one.detail}<p class="hint">${one.hint}</p></li>`)}</ul>`}
  <//>`;

const Invalid = ({ indexes }) => html`
  <${Card} title="Invalid indexes" count=${indexes.length} kind="bad">
    <ul class="reasons">${indexes.map((it) => html`<li key=${it.namespace + it.name}><${Name}>${it.namespace}.${it.name}<//> is never used: <code>${it.mend}</code></li>`)}</ul>
  <//>`;

export default function Run({ id }) {
  const { run: answer, events } = useRun(id);
  const run = answer.data;
  const status = useResource(run && run.state !== 'ended' ? STATUS : null, OFTEN);
  if (!run) {
    return html`<h1 tabindex="-1">Run</h1>${answer.refusal ? html`<${Problem} refusal=${answer.refusal} />` : html`<${Loading} />`}`;
  }
  const told = story(events);
  const { state, word } = standing(run);
  return html`
    <p class="crumbs"><a href=${to('runs')}>Runs</a></p>
    <section class=${`light small ${state}`} role="status" aria-label="State of the run">
      <${Icon} name=${state} size="large" />
      <div class="says">
        <h1 tabindex="-1">${word[0].toUpperCase() + word.slice(1)}: ${lower(what(run))}</h1>
        <p class="sentence">${run.state === 'ended' ? SENTENCES[run.outcome] : run.state === 'waiting' ? 'It waits for its turn.' : html`Running for <${Lasting} since=${run.startedAt} />.`}</p>
      </div>
    </section>
    ${run.failure && html`<${Failure} it=${run.failure} word=${run.outcome === 'cancelled' ? 'Cancelled' : run.outcome === 'interrupted' ? 'Cut off' : 'Failed'} />`}
    ${run.refusal && html`<${Refused} it=${run.refusal} />`}
    ${run.state !== 'ended' && html`<${Card} title="Now" kind="live"><${Going} run=${run} told=${told} /><${Cancel} run=${run} /><//>`}
    <div class="columns">
      <div>
        <${Card} title="Scripts" count=${run.migrations?.length || undefined}><${Scripts} run=${run} told=${told} pending=${status.data?.pending} /><//>
        ${run.invalidIndexes?.length > 0 && html`<${Invalid} indexes=${run.invalidIndexes} />`}
      </div>
      <div>
        <${Card} title="About it" aside=${html`<${Copy} text=${location.href} label="Copy its address" />`}>
          <${Facts} facts=${[
            ['asked for by', html`<span class="words">${requester(run.requestedBy)}</span>`],
            ['reason', run.reason],
            ['started', html`<${Ago} at=${run.startedAt} />`],
            ['took', run.durationMs === undefined ? null : duration(run.durationMs)],
            ['version', `${run.fromVersion ?? 'none'} → ${(run.state === 'ended' ? run.toVersion : run.targetVersion) ?? 'none'}`],
            ['applied', plural(run.applied, 'migration')],
            ['ahead', run.ahead ? plural(run.ahead, 'migration') : null],
            ['retries', run.retries || null],
            ['plan', run.plan && html`<code class="digest">${run.plan}</code>`],
            ['cancelled by', run.cancelledBy && who(run.cancelledBy)],
            ['went on as', run.continuedBy && html`<a href=${to('runs', run.continuedBy)}>another run</a>`],
            ['id', html`<code class="digest">${run.id}</code>`],
          ]} />
          ${told.notes.map((note) => html`<p class="quiet"><${Ago} at=${note.at} />: ${note.text}</p>`)}
        <//>
        ${run.verification && html`<${Card} title="Verified afterwards"><${Verified} it=${run.verification} /><//>`}
        ${run.driftBefore && html`
          <${Card} title="Different before it began" count=${run.driftBefore.count}>
            <p class="chips">${run.driftBefore.objects.map((it) => html`<${Chip} key=${it.kind + it.name} kind=${it.state}><b>${it.state}</b> ${it.name}<//>`)}</p>
          <//>`}
        <${Changes} run=${run} />
      </div>
    </div>`;
}
