// What is not as expected: beside what was expected, with the SQL that would mend it, and for a
// reader who may decide that, the way to accept it.
import { html, useEffect, useRef, useState } from './markup.js';
import { send } from './api.js';
import { lookAgain } from './resource.js';
import { mayMigrate } from './session.js';
import { Ago, plural } from './time.js';
import { Badge, Card, Copy, Name, Problem, Sql } from './parts.js';
import { mend } from './mend.js';
import { VERIFICATION } from './paths.js';
import { kindWord, nameOf } from './schema-objects.js';

function shown(value) {
  if (value === null || value === undefined) return html`<span class="quiet">nothing</span>`;
  const text = typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? 'yes' : 'no') : JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  return html`<code class="value">${text}</code>`;
}

const Differences = ({ differences }) => html`
  <div class="scroll" tabindex="0" role="group" aria-label="Differences">
    <table class="differences">
      <thead><tr><th scope="col">Attribute</th><th scope="col">Expected</th><th scope="col">Actual</th></tr></thead>
      <tbody>
        ${differences.map((it) => html`
          <tr key=${it.attribute}>
            <th scope="row"><code>${it.attribute}</code></th>
            <td data-word="Expected">${shown(it.expected)}</td>
            <td data-word="Actual">${shown(it.actual)}</td>
          </tr>`)}
      </tbody>
    </table>
  </div>`;

const SENTENCES = {
  missing: (it) => `This ${kindWord(it.kind)} is expected, and not in the database.`,
  unexpected: (it) => `This ${kindWord(it.kind)} is in the database, and was not expected.`,
};

const Mending = ({ it }) => {
  const found = mend(it);
  if (!found) return html`<p class="quiet">What mends it is not said in a line: write a migration, and look at its plan.</p>`;
  return html`
    <div class="mending">
      <p class="quiet">SQL that would mend ${found.complete ? 'it' : 'some of it'}, for a migration that somebody reads: <${Copy} text=${found.sql} label="Copy the SQL" /></p>
      <${Sql} text=${found.sql} />
    </div>`;
};

/** Asks for the reason, which is kept with who decided and when. */
export function Accept({ label, objects }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState(null);
  const field = useRef(null);
  useEffect(() => {
    if (open) field.current?.focus();
  }, [open]);
  if (!mayMigrate()) return null;
  if (!open) return html`<button type="button" class="small" onClick=${() => setOpen(true)}>${label}</button>`;
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await send('POST', '/schema/acceptances', { ...(objects ? { objects: objects.map((it) => ({ kind: it.kind, name: nameOf(it) })) } : { all: true }), reason });
      setOpen(false);
      lookAgain(VERIFICATION);
    } catch (failure) {
      if (!failure.problem) throw failure;
      setRefusal(failure);
    } finally {
      setBusy(false);
    }
  };
  return html`
    <form class="accept" onSubmit=${submit}>
      <label>Why is this how it should be?
        <input required maxlength="1000" value=${reason} onInput=${(event) => setReason(event.target.value)} ref=${field} autocomplete="off" />
      </label>
      <p class="quiet">It becomes what is expected from now on. Who, when and why is kept.</p>
      ${refusal && html`<${Problem} refusal=${refusal} />`}
      <div class="actions">
        <button type="submit" class="solid" disabled=${busy || !reason.trim()}>Accept</button>
        <button type="button" disabled=${busy} onClick=${() => setOpen(false)}>Cancel</button>
      </div>
    </form>`;
}

/** One object that is not as expected, in full. */
export const Deviation = ({ it, children }) => html`
  ${it.differences?.length > 0 ? html`<${Differences} differences=${it.differences} />` : html`<p>${SENTENCES[it.state]?.(it)}</p>`}
  ${it.bound?.length > 0 && html`<p class="quiet">With it ${plural(it.bound.length, 'object')} bound to it: ${it.bound.map((bound, index) => html`${index ? ', ' : ''}<${Name}>${bound.name}<//> <span>(${kindWord(bound.kind)})</span>`)}.</p>`}
  <${Mending} it=${it} />
  <div class="actions"><${Accept} label="Accept it …" objects=${[it]} />${children}</div>`;

/** All of them, folded. */
export const Deviations = ({ objects, selected, select }) => html`
  <${Card} title="Not as expected" count=${objects.length} kind="bad" aside=${objects.length > 1 && html`<${Accept} label="Accept all …" />`}>
    <ul class="deviations">
      ${objects.map((it) => html`
        <li key=${it.kind + nameOf(it)}>
          <details open=${objects.length === 1 || selected === it}>
            <summary><${Badge} state=${it.state}>${it.state}<//> <span class="quiet">${kindWord(it.kind)}</span> <${Name}>${nameOf(it)}<//> ${it.since && html`<span class="quiet"><${Ago} at=${it.since} /></span>`}</summary>
            <div class="body">
              <${Deviation} it=${it}><button type="button" class="small" onClick=${() => select(it)}>Show it in the diagram</button><//>
            </div>
          </details>
        </li>`)}
    </ul>
  <//>`;
