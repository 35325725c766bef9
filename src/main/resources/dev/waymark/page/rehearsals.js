// Rehearsals: the plan, tried in a copy and watched.
import { html, useState } from './markup.js';
import { send } from './api.js';
import { lookAgain, useResource } from './resource.js';
import { useStream } from './stream.js';
import { mayMigrate } from './session.js';
import { Ago, duration, Lasting } from './time.js';
import { Badge, Card, Chip, Copy, Facts, Loading, Name, Problem, Twice } from './parts.js';
import { Failure } from './failure.js';
import { Planned } from './planned.js';
import { RARELY, REHEARSALS, WITHOUT_STREAM } from './paths.js';
import { standing, who } from './run-row.js';
import { go, to } from './route.js';

const pathOf = (id) => `${REHEARSALS}/${encodeURIComponent(id)}`;

/** Starts one; a caller who asks for the same meanwhile joins it. */
export function Rehearse() {
  const [refusal, setRefusal] = useState(null);
  const [busy, setBusy] = useState(false);
  if (!mayMigrate()) return null;
  const start = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      const { id } = await send('POST', REHEARSALS);
      lookAgain(REHEARSALS);
      go('plan', id);
    } catch (failure) {
      if (!failure.problem) throw failure;
      setRefusal(failure);
    } finally {
      setBusy(false);
    }
  };
  return html`
    <button type="button" class="solid" disabled=${busy} onClick=${start}>Rehearse it</button>
    ${refusal && html`<${Problem} refusal=${refusal} />`}`;
}

const where = (it) => `${it.fromVersion ?? 'nothing'} → ${it.toVersion ?? 'latest'}`;

export function Rehearsals({ list, digest }) {
  if (!list.length) return null;
  return html`
    <${Card} title="Rehearsals" count=${list.length}>
      <ul class="runs">
        ${list.map((it) => {
          const { state, word } = standing(it);
          return html`
            <li key=${it.id}><a class="run rehearsal" href=${to('plan', it.id)}>
              <${Badge} state=${state}>${word}<//>
              <span class="what">${where(it)}</span>
              <span class="why">${it.digest === digest ? 'of this plan' : 'of another plan'}</span>
              <span class="who">${who(it.requestedBy)}</span>
              <span class="when"><${Ago} at=${it.startedAt} /></span>
              <span class="took">${it.durationMs === undefined ? html`<${Lasting} since=${it.startedAt} />` : duration(it.durationMs)}</span>
            </a></li>`;
        })}
      </ul>
    <//>`;
}

/** How true the copy was. */
const CopyOf = ({ copy }) => html`
  <p class="quiet">
    Tried in a copy of ${copy.objects} objects ${copy.server === 'live' ? 'on the live server' : 'on another server'}, with ${copy.rows} made-up rows.
    ${copy.faithful ? ' The copy had everything.' : ' The copy lacked something:'}
  </p>
  ${copy.lacks.length > 0 && html`<ul class="reasons">${copy.lacks.map((it) => html`<li key=${it.object}><${Name}>${it.object}<//>: ${it.reason}</li>`)}</ul>`}`;

const hasEnded = (it) => it?.state === 'ended';

/** As it is now: each event has the whole of it. */
function useRehearsal(id) {
  const path = pathOf(id);
  const [told, setTold] = useState(null);
  const [goes, setGoes] = useState(false);
  const flows = useStream(goes ? `${path}/events` : null, {
    last: () => null,
    heard: setTold,
    broken: () => lookAgain(path),
    over: () => hasEnded(told),
  });
  const answer = useResource(path, !goes ? 0 : flows ? RARELY : WITHOUT_STREAM);
  const newest = hasEnded(answer.data) || !flows ? answer.data : (told ?? answer.data);
  const going = Boolean(newest) && !hasEnded(newest);
  if (going !== goes) setGoes(going);
  return { it: hasEnded(told) ? told : newest, refusal: answer.refusal };
}

export function Rehearsal({ id }) {
  const { it, refusal } = useRehearsal(id);
  if (!it) return html`<h1 tabindex="-1">Rehearsal</h1>${refusal ? html`<${Problem} refusal=${refusal} />` : html`<${Loading} />`}`;
  const { state, word } = standing(it);
  return html`
    <p class="crumbs"><a href=${to('plan')}>Plan</a></p>
    <h1 tabindex="-1">Rehearsal: ${where(it)} <${Badge} state=${state}>${word}<//></h1>
    ${refusal && html`<${Problem} refusal=${refusal} />`}
    ${it.refusal && html`<${Card} title="Why it was refused" kind="bad"><p>${it.refusal.detail}</p>${it.refusal.hint && html`<p class="hint">${it.refusal.hint}</p>`}<//>`}
    ${it.failure && html`<${Failure} it=${it.failure} />`}
    <${Card}>
      <${Facts} facts=${[
        ['asked for by', who(it.requestedBy)],
        ['started', html`<${Ago} at=${it.startedAt} />`],
        ['took', it.durationMs === undefined ? null : duration(it.durationMs)],
        ['running for', it.state === 'running' && html`<${Lasting} since=${it.startedAt} />`],
        ['at', it.progress && `${it.progress.script}${it.progress.statement === undefined ? '' : `, statement ${it.progress.statement} of ${it.progress.statements ?? '?'}`}`],
        ['digest', it.digest && html`<code class="digest">${it.digest}</code> <${Copy} text=${it.digest} />`],
      ]} />
      ${it.copy && html`<${CopyOf} copy=${it.copy} />`}
      ${it.counts.hazards > 0 && html`<p><${Chip} kind="blocks">${it.counts.hazards} hazards<//></p>`}
      ${it.state === 'running' && mayMigrate() && html`<${Twice} label="Cancel the rehearsal" question="Its scratch database is dropped under it. The live database has nothing of it." yes="Yes, cancel it" act=${async () => { await send('DELETE', pathOf(id)); lookAgain(pathOf(id)); }} />`}
    <//>
    ${it.migrations.map((migration) => html`<${Planned} key=${migration.script} it=${migration} />`)}`;
}
