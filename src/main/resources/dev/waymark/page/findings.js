// What is wrong whatever was expected, and what was ignored by rule.
import { html } from './markup.js';
import { plural } from './time.js';
import { Badge, Card, Chip, Name, Sql } from './parts.js';
import { kindWord, nameOf } from './schema-objects.js';

const SEVERITY = { error: 'failed', warning: 'drifted', advice: 'quiet' };

function byCode(findings) {
  const groups = new Map();
  for (const it of findings) {
    if (!groups.has(it.code)) groups.set(it.code, []);
    groups.get(it.code).push(it);
  }
  return [...groups.entries()];
}

const Finding = ({ it }) => html`
  <li>
    <h3><span class="quiet">${kindWord(it.kind)}</span> <${Name}>${nameOf(it)}${it.column ? ` (${it.column})` : ''}<//></h3>
    <p>${it.detail}</p>
    <p class="hint">${it.hint}</p>
    ${it.sql && html`<${Sql} text=${it.sql} />`}
  </li>`;

export const Findings = ({ findings }) => html`
  <${Card} title="Findings" count=${findings.length}>
    ${findings.length === 0 && html`<p class="quiet">Nothing is wrong in itself.</p>`}
    <ul class="groups">
      ${byCode(findings).map(([code, list]) => html`
        <li key=${code}>
          <details>
            <summary><${Badge} state=${SEVERITY[list[0].severity]}>${list[0].severity}<//> <b>${code.replaceAll('-', ' ')}</b> <${Chip}>${list.length}<//></summary>
            <div class="body">
              <p><a href=${list[0].documentation} rel="noreferrer">Why that is so</a></p>
              <ul class="group">${list.map((it) => html`<${Finding} key=${nameOf(it) + (it.column ?? '')} it=${it} />`)}</ul>
            </div>
          </details>
        </li>`)}
    </ul>
  <//>`;

const said = (rule) => ['kind', 'name', 'attribute'].filter((part) => rule[part]).map((part) => `${part} ${rule[part]}`).join(', ');

export const Ignored = ({ ignored }) => html`
  <${Card} title="Ignored" count=${ignored.reduce((sum, it) => sum + it.matched, 0)}>
    <ul class="groups">
      ${ignored.map((it) => html`
        <li key=${said(it.rule)}>
          <details>
            <summary><span>${it.rule.reason}</span> <${Chip}>${it.matched}<//></summary>
            <div class="body">
              <p class="quiet">The rule: ${said(it.rule)}</p>
              <ul class="plain">${(it.objects ?? []).map((object) => html`<li key=${object.kind + nameOf(object)}><${Badge} state=${object.state}>${object.state}<//> <span class="quiet">${kindWord(object.kind)}</span> <${Name}>${nameOf(object)}<//></li>`)}</ul>
              ${it.matched > (it.objects ?? []).length && html`<p class="quiet">of ${plural(it.matched, 'object')}</p>`}
            </div>
          </details>
        </li>`)}
    </ul>
  <//>`;
