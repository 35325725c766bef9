// Where the page begins: who looks, the way between the views, and the view.
import { html, render, useEffect, useRef, useState } from './markup.js';
import { forgetToken, onSession, session, setCaller } from './session.js';
import { useResource } from './resource.js';
import { useRuns } from './watched-runs.js';
import { light } from './light.js';
import { OFTEN, RARELY, SELDOM, STATUS, VERIFICATION } from './paths.js';
import { to, useRoute } from './route.js';
import { SignIn } from './sign-in.js';
import { Icon, Loading } from './parts.js';
import { line } from './printable.js';
import Now from './now.js';
import Run from './run.js';
import Runs from './runs.js';
import Schema from './schema.js';
import Plan from './plan.js';

const VIEWS = [
  ['now', 'Now'],
  ['runs', 'Runs'],
  ['schema', 'Schema'],
  ['plan', 'Plan'],
];

function View({ route }) {
  switch (route.view) {
    case 'now':
      return html`<${Now} />`;
    case 'runs':
      return route.rest[0] ? html`<${Run} key=${route.rest[0]} id=${route.rest[0]} />` : html`<${Runs} />`;
    case 'schema':
      return html`<${Schema} route=${route} />`;
    case 'plan':
      return html`<${Plan} route=${route} />`;
    default:
      return html`<h1 tabindex="-1">Nothing is here</h1><p><a href=${to('now')}>Now</a> is where to begin.</p>`;
  }
}

/** The light in every view, and in the tab's title: somebody may look at another tab. */
function State() {
  const status = useResource(STATUS, OFTEN);
  const verification = useResource(VERIFICATION, SELDOM);
  const runs = useRuns(status.tag);
  const it = light(status, verification, runs);
  const database = status.data?.database ?? verification.data?.database;
  useEffect(() => {
    document.title = line([it?.word, database, 'Waymark'].filter(Boolean).join(' · '));
  }, [it?.word, database]);
  return html`
    <span class="database" title=${verification.data ? `PostgreSQL ${verification.data.server.text}` : ''}>${database ?? ''}</span>
    ${it && html`<a href=${to('now')} class=${`badge ${it.state}`}><${Icon} name=${it.state} />${it.word}</a>`}`;
}

function Page({ caller }) {
  const route = useRoute();
  const content = useRef(null);
  const place = `${route.view}/${route.rest.join('/')}`;
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    // A reader who goes on by keyboard or hears the page begins at the new view.
    scrollTo(0, 0);
    content.current.querySelector('h1')?.focus({ preventScroll: true });
  }, [place]);
  return html`
    <a class="skip" href="#content" onClick=${(event) => { event.preventDefault(); content.current.focus(); }}>To the content</a>
    <header class="top">
      <a class="brand" href=${to('now')}><img src="page/icon.svg" alt="" width="24" height="24" />Waymark</a>
      <${State} />
      <nav aria-label="Views">
        ${VIEWS.map(([view, word]) => html`<a key=${view} href=${to(view)} aria-current=${route.view === view ? 'page' : undefined}>${word}</a>`)}
      </nav>
      <span class="caller">
        ${caller.name ?? ''} ${caller.name && html`<span class="quiet">${caller.role}</span>`}
        ${session().token && html`<button type="button" class="small" onClick=${forgetToken}>Forget the token</button>`}
      </span>
    </header>
    <main id="content" tabindex="-1" ref=${content}><${View} route=${route} /></main>`;
}

function App() {
  const [state, setState] = useState(session());
  useEffect(() => onSession(setState), []);
  const home = useResource('/', RARELY, state.token ?? '');
  useEffect(() => {
    if (home.data) setCaller(home.data.caller);
  }, [home.at]);
  const opened = useRef(false);
  const asked = state.asked !== null;
  if (!asked && (state.caller || home.refusal)) opened.current = true;
  // A reader who has let go of the token, or had none, leaves nothing behind.
  if (state.asked === '') opened.current = false;
  if (!opened.current) {
    // Until it is known who looks, nothing else is asked.
    return asked ? html`<${SignIn} why=${state.asked} />` : html`<main id="content"><h1 class="hidden">Waymark</h1><${Loading} /></main>`;
  }
  // A token that has expired does not cost its reader what was opened, or half written, behind the
  // question.
  return html`
    ${asked && html`<${SignIn} why=${state.asked} />`}
    <div class="whole" hidden=${asked}><${Page} caller=${state.caller ?? {}} /></div>`;
}

render(html`<${App} />`, document.getElementById('page'));
