// Every object with its state, to be searched.
import { html, useState } from './markup.js';
import { plural } from './time.js';
import { Badge, Card, Name } from './parts.js';
import { keyOf, kindWord, nameOf } from './schema-objects.js';

const MOST = 30;

export function ObjectList({ objects, selected, select }) {
  const [text, setText] = useState('');
  const [state, setState] = useState('');
  const [kind, setKind] = useState('');
  const [most, setMost] = useState(MOST);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const kinds = [...new Set(objects.map((it) => it.kind))];
  const found = objects.filter(
    (it) => (!state || it.state === state) && (!kind || it.kind === kind) && words.every((word) => `${kindWord(it.kind)} ${nameOf(it)}`.toLowerCase().includes(word)),
  );
  const narrowed = (set) => (event) => {
    set(event.target.value);
    setMost(MOST);
  };
  return html`
    <${Card} title="Every object" count=${objects.length}>
      <div class="search" role="search" aria-label="Search the objects">
        <label><span>Search</span><input type="search" value=${text} onInput=${narrowed(setText)} placeholder="part of a name" /></label>
        <label><span>State</span><select value=${state} onChange=${narrowed(setState)}>
          <option value="">any</option>
          ${['present', 'missing', 'different', 'unexpected'].map((it) => html`<option key=${it} value=${it}>${it}</option>`)}
        </select></label>
        <label><span>Kind</span><select value=${kind} onChange=${narrowed(setKind)}>
          <option value="">any</option>
          ${kinds.map((it) => html`<option key=${it} value=${it}>${kindWord(it)}</option>`)}
        </select></label>
      </div>
      <p class="quiet" role="status">${found.length === objects.length ? '' : `${plural(found.length, 'object')} found`}</p>
      <ul class="object-list">
        ${found.slice(0, most).map((it) => html`
          <li key=${keyOf(it)}>
            <button type="button" class="line" aria-pressed=${selected === keyOf(it) ? 'true' : 'false'} onClick=${() => select(it)}>
              <${Badge} state=${it.state === 'present' ? 'verified' : it.state}>${it.state}<//>
              <span class="quiet kind">${kindWord(it.kind)}</span>
              <${Name}>${nameOf(it)}<//>
            </button>
          </li>`)}
      </ul>
      ${found.length > most && html`<p><button type="button" onClick=${() => setMost(most + 10 * MOST)}>${plural(found.length - most, 'more object')}</button></p>`}
    <//>`;
}
