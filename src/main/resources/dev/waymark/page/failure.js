// Where and why a migration failed, as psql shows it: the line, and a caret under the character.
import { html } from './markup.js';
import { Facts, Name, Sql } from './parts.js';

const TAB = /\t/g;

/** The line and the caret under it; a tab is one character for PostgreSQL and for this. */
function Pointed({ excerpt, line }) {
  const characters = [...excerpt.text.replace(TAB, ' ')];
  const label = line ? `line ${line}: ` : '';
  const before = ' '.repeat([...label].length + excerpt.caret - 1);
  return html`
    <figure class="pointed">
      <pre tabindex="0" role="group" aria-label=${`The line, with a caret under character ${excerpt.caret}`}><span class="quiet">${label}</span>${characters.join('')}${'\n'}${before}<b class="caret">^</b></pre>
      ${excerpt.within && html`<figcaption class="quiet">${excerpt.within}</figcaption>`}
    </figure>`;
}

export const Failure = ({ it, word = 'Failed' }) => html`
  <section class="failure">
    <h2>${word}${it.script && html` in <${Name}>${it.script}<//>`}${it.line && html`, line ${it.line}`}${it.column && html`, column ${it.column}`}</h2>
    <p class="message">${it.message}</p>
    ${it.excerpt ? html`<${Pointed} excerpt=${it.excerpt} line=${it.excerpt.query ? null : it.line} />` : it.statement && html`<${Sql} text=${it.statement} lines=${12} />`}
    ${it.excerpt?.query && html`<details><summary>The query</summary><${Sql} text=${it.excerpt.query} /></details>`}
    <${Facts} facts=${[
      ['detail', it.databaseDetail],
      ['PostgreSQL’s hint', it.databaseHint],
      ['SQLSTATE', it.sqlState && html`<code>${it.sqlState}</code>`],
      ['what stays of it', it.script && (it.transactional ? 'nothing: it ran in a transaction' : 'what was executed before: it ran outside a transaction')],
    ]} />
    ${it.hint && html`<p class="hint">${it.hint}</p>`}
  </section>`;
