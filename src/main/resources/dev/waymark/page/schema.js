// The schema: as a diagram, and as a list of everything that can be said of its objects.
import { line } from './printable.js';
import { html } from './markup.js';
import { useResource } from './resource.js';
import { useRuns } from './watched-runs.js';
import { Ago, plural } from './time.js';
import { Badge, Card, Loading, Name, Problem } from './parts.js';
import { Deviation, Deviations } from './differences.js';
import { Diagram } from './diagram.js';
import { Findings, Ignored } from './findings.js';
import { ObjectList } from './object-list.js';
import { OFTEN, PLAN, SELDOM, STATUS, VERIFICATION } from './paths.js';
import { go } from './route.js';
import { boxOf, everyObject, folded, keyOf, kindWord, nameOf, SIGNS } from './schema-objects.js';
import { inPicture, LEGEND, marksOf, rootsOf } from './schema-marks.js';

/** Longer names make an address that servers refuse; then everything is drawn. */
const LONGEST_NAMES = 2500;

const STEPS = [['0', 'alone'], ['1', 'one foreign key'], ['2', 'two foreign keys'], ['3', 'three foreign keys']];

const EXPECTATIONS = { contract: 'the contract', migrations: 'a replay of the migrations', recorded: 'the recorded schema' };

function Head({ report, certainAt }) {
  const { all } = report.totals;
  return html`
    <h1 tabindex="-1">Schema</h1>
    <p class="summary">
      <${Badge} state=${report.status}>${report.status}<//>
      <span>${plural(all.present, 'object')}${report.status === 'unverified' ? '' : ' as expected'}${['missing', 'different', 'unexpected'].filter((it) => all[it]).map((it) => `, ${all[it]} ${it}`).join('')}</span>
      ${report.expectation && html`<span class="quiet">held against ${EXPECTATIONS[report.expectation.type]} (${report.expectation.from})</span>`}
      <span class="quiet">known <${Ago} at=${certainAt} /></span>
    </p>
    ${report.reason && html`<div class="problem"><strong>${report.reason}</strong><p class="hint">${report.hint}</p></div>`}
    ${report.notes?.map((note, index) => html`<p key=${index} class="quiet">${note}</p>`)}`;
}

function Selected({ it, verified, findings, close, around }) {
  return html`
    <aside class="selected" aria-label="Selected">
      <header><h3><span class="quiet">${kindWord(it.kind)}</span> <${Name}>${nameOf(it)}<//></h3><button type="button" class="small" onClick=${close}>Close</button></header>
      <p><${Badge} state=${it.state === 'present' ? (verified ? 'verified' : 'quiet') : it.state}>${it.state === 'present' && verified ? 'as expected' : it.state}<//> ${it.since && html`<span class="quiet"><${Ago} at=${it.since} /></span>`}</p>
      ${it.comment && html`<p>${it.comment}</p>`}
      ${it.state !== 'present' && html`<${Deviation} it=${it} />`}
      ${findings.map((finding) => html`<p key=${finding.code + (finding.column ?? '')} class="finding"><b>${finding.code.replaceAll('-', ' ')}</b>${finding.column ? html` <code>${finding.column}</code>` : ''}: ${finding.detail}</p>`)}
      ${around && html`<p><button type="button" class="small" onClick=${around}>Show what is around it</button></p>`}
    </aside>`;
}

/** Which part of the schema is looked at, and how far around it. */
function Scope({ scope, steps, selectedName, counts, change }) {
  const choices = [
    ['changed', `What differs or changed (${counts.changed})`, counts.changed > 0],
    ['near', `Around ${selectedName ?? 'what is selected'}`, selectedName !== null],
    ['all', `Everything (${counts.all})`, true],
  ];
  return html`
    <div class="scope">
      <div class="group" role="group" aria-label="What is shown">
        ${choices.map(([value, word, possible]) => html`<button key=${value} type="button" class="small" aria-pressed=${scope === value ? 'true' : 'false'} disabled=${!possible} onClick=${() => change({ scope: value })}>${word}</button>`)}
      </div>
      <label class=${scope === 'all' ? 'hidden' : ''}>with what is <select value=${String(steps)} disabled=${scope === 'all'} onChange=${(event) => change({ steps: event.target.value })}>${STEPS.map(([value, word]) => html`<option key=${value} value=${value}>${word}</option>`)}</select>${steps === 0 ? '' : ' away'}</label>
    </div>`;
}

const Legend = ({ kinds }) =>
  kinds.length > 0 && html`
    <ul class="legend-of-marks" aria-label="Legend">
      ${LEGEND.filter(([kind]) => kinds.includes(kind)).map(([kind, word]) => html`<li key=${kind} class=${kind}><span class="flag" aria-hidden="true">${SIGNS[kind]}</span> ${word}</li>`)}
    </ul>`;

function Find({ boxes, choose }) {
  const find = (event) => {
    event.preventDefault();
    const field = event.target.elements.table;
    const wanted = field.value.trim().toLowerCase();
    const names = [...boxes.keys()];
    const shown = (id) => line(id).toLowerCase();
    const found = names.find((id) => shown(id) === wanted) ?? names.find((id) => shown(id).endsWith(`.${wanted}`)) ?? names.find((id) => shown(id).includes(wanted));
    field.setCustomValidity(found ? '' : 'No table, view or enum has this in its name.');
    if (found) choose(found);
    else field.reportValidity();
  };
  return html`
    <form class="find" role="search" aria-label="Find a table" onSubmit=${find}>
      <label class="hidden" for="find-table">Find a table</label>
      <input id="find-table" name="table" list="tables" placeholder="Find a table" autocomplete="off" required onInput=${(event) => event.target.setCustomValidity('')} />
      <datalist id="tables">${[...boxes.keys()].slice(0, 500).map((id) => html`<option key=${id} value=${line(id)} />`)}</datalist>
      <button type="submit">Find</button>
    </form>`;
}

export default function Schema({ route }) {
  const status = useResource(STATUS, OFTEN);
  const verification = useResource(VERIFICATION, SELDOM, status.tag);
  const runs = useRuns(status.tag);
  const last = runs.data?.runs.find((run) => run.state === 'ended' && run.applied > 0);
  const changes = useResource(last ? `/migrations/runs/${encodeURIComponent(last.id)}/changes` : null);
  const plan = useResource(status.data?.counts.pending ? PLAN : null, 0, status.tag);
  const report = verification.data;
  if (!report) return html`<h1 tabindex="-1">Schema</h1>${verification.refusal ? html`<${Problem} refusal=${verification.refusal} />` : html`<${Loading} />`}`;

  const objects = everyObject(report);
  const roots = rootsOf(objects);
  const boxes = inPicture(objects, roots);
  const { marks, missing } = marksOf(objects, roots, boxes, changes.data, plan.data);
  const marked = [...marks.keys()].filter((id) => boxes.has(id));
  const tooMany = marked.map((id) => `&table=${encodeURIComponent(id)}`).join('').length > LONGEST_NAMES;
  const selected = objects.find((it) => keyOf(it) === route.query.get('object')) ?? null;
  const chosen = selected && (roots.get(boxOf(selected)) ?? boxOf(selected));
  const steps = Number(route.query.get('steps') ?? 1);
  const asked = route.query.get('scope') ?? 'changed';
  const scope = (asked === 'changed' && (!marked.length || tooMany)) || (asked === 'near' && !boxes.has(chosen)) ? 'all' : asked;
  const tables = scope === 'all' ? null : scope === 'near' ? [chosen] : marked;

  const change = (parts) => {
    const query = { ...Object.fromEntries(route.query), ...parts };
    for (const [key, value] of Object.entries(query)) if (value === null) delete query[key];
    go('schema', query);
  };
  const selectObject = (it) => {
    const box = roots.get(boxOf(it)) ?? boxOf(it);
    const visible = scope === 'all' || marks.has(box);
    change({ object: keyOf(it), ...(visible || !boxes.has(box) ? {} : { scope: 'near' }) });
    document.querySelector('.diagram')?.scrollIntoView({ block: 'nearest' });
  };
  const selectBox = (id) => {
    const it = objects.find((object) => !object.table && line(boxOf(object) ?? '') === id);
    if (it) change({ object: keyOf(it) });
  };
  const ofSelected = selected ? report.findings.filter((it) => (selected.table ? keyOf(it) === keyOf(selected) : boxOf(it) === chosen)) : [];
  const deviating = folded(objects);

  return html`
    <${Head} report=${report} certainAt=${verification.certainAt} />
    ${verification.refusal && html`<${Problem} refusal=${verification.refusal} />`}
    <${Card} title="Diagram" aside=${html`<${Find} boxes=${boxes} choose=${(id) => change({ object: keyOf(boxes.get(id)), scope: scope === 'all' || marks.has(id) ? scope : 'near' })} />`}>
      <${Scope} scope=${scope} steps=${steps} selectedName=${boxes.has(chosen) ? chosen : null} counts=${{ changed: marks.size, all: boxes.size }} change=${change} />
      <${Legend} kinds=${[...new Set([...marks.values()].map((it) => it.kind))]} />
      ${scope === 'all' && asked === 'changed' && html`<p class="quiet">${tooMany ? 'So much differs or changed that everything is shown.' : 'Nothing is known to differ, and neither the last run nor the plan touched a table, so everything is shown.'}</p>`}
      <div class=${selected ? 'beside' : ''}>
        <${Diagram} tables=${tables} steps=${steps} fingerprint=${report.fingerprint} marks=${marks} missing=${scope === 'near' ? [] : missing} dim=${marks.size > 0 && scope === 'changed'} chosen=${chosen} select=${selectBox} />
        ${selected && html`<${Selected} it=${selected} verified=${report.status !== 'unverified'} findings=${ofSelected} close=${() => change({ object: null, scope: scope === 'near' ? null : scope })} around=${scope !== 'near' && boxes.has(chosen) && (() => change({ scope: 'near' }))} />`}
      </div>
    <//>
    ${deviating.length > 0 && html`<${Deviations} objects=${deviating} selected=${selected} select=${selectObject} />`}
    <div class="columns">
      <div><${ObjectList} objects=${objects} selected=${selected && keyOf(selected)} select=${selectObject} /></div>
      <div>
        <${Findings} findings=${report.findings} />
        ${report.ignored?.length > 0 && html`<${Ignored} ignored=${report.ignored} />`}
      </div>
    </div>`;
}
