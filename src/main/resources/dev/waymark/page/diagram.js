// The picture of the schema: fetched as SVG, marked, and moved about in by pointer and keyboard.
import { html, useEffect, useRef, useState } from './markup.js';
import { ask, read } from './api.js';
import { Loading, Problem } from './parts.js';
import { choose, mark, neighbour, size } from './diagram-marks.js';
import { line } from './printable.js';

const LEAST = 0.1;
const LARGEST = 3;
const AGAIN = 5000;

/** Nothing is shown smaller than this unless somebody wants that: it could not be read. */
const READABLE = 0.55;

/** How much of the window it takes at most, as the style sheet has it. */
const TALLEST = 0.7;

const query = (tables, steps) =>
  tables === null ? '' : `${tables.map((table) => `&table=${encodeURIComponent(table)}`).join('')}&neighbours=${steps}`;

/** The text of the picture, asked for again when the schema is another one. */
function usePicture(tables, steps, fingerprint) {
  const [state, setState] = useState({});
  const [again, setAgain] = useState(0);
  const path = `/schema?format=svg${query(tables, steps)}`;
  useEffect(() => {
    const asking = new AbortController();
    let timer = null;
    ask(path, { headers: { Accept: 'image/svg+xml, application/problem+json' }, signal: asking.signal })
      .then((response) => read(response, 'text'))
      .then((text) => setState({ text, path }))
      .catch((failure) => {
        if (asking.signal.aborted) return;
        if (!failure.problem) throw failure;
        setState({ refusal: failure, path });
        // Waymark did not answer, or not now; whatever else it is stays so until something changes.
        if (![0, 429, 503].includes(failure.status)) return;
        timer = setTimeout(() => setAgain((times) => times + 1), Math.max(AGAIN, (failure.retryAfter ?? 0) * 1000));
      });
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [path, fingerprint, again]);
  return state;
}

function parsed(text) {
  const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
  return documentElement.nodeName === 'svg' ? document.importNode(documentElement, true) : null;
}

async function save(tables, steps, format, name) {
  const response = await ask(`/schema?format=${format}${query(tables, steps)}`, { headers: { Accept: '*/*' } });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** How large it is shown; the place that is looked at stays where it is. */
function useZoom(frame, picture) {
  const zoom = useRef(1);
  const [shown, setShown] = useState(1);
  const set = (value) => {
    const { current } = frame;
    if (!current || !picture.current) return;
    const next = Math.min(LARGEST, Math.max(LEAST, value));
    const grown = next / zoom.current;
    const x = (current.scrollLeft + current.clientWidth / 2) * grown - current.clientWidth / 2;
    const y = (current.scrollTop + current.clientHeight / 2) * grown - current.clientHeight / 2;
    const { width, height } = size(picture.current);
    picture.current.setAttribute('width', Math.round(width * next));
    picture.current.setAttribute('height', Math.round(height * next));
    zoom.current = next;
    current.scrollTo(x, y);
    setShown(next);
  };
  const whole = () => {
    const { width, height } = size(picture.current);
    return Math.min(1, frame.current.clientWidth / width, (innerHeight * TALLEST) / height);
  };
  return { shown, set, by: (factor) => set(zoom.current * factor), fit: () => set(whole()), begin: () => set(Math.max(READABLE, whole())) };
}

/** Moves the picture with the pointer, where there is no text to be selected. */
function pan(event, frame) {
  if (event.pointerType !== 'mouse' || event.button !== 0 || event.target.closest('[data-object]')) return;
  const from = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
  frame.setPointerCapture(event.pointerId);
  frame.classList.add('panned');
  const move = (moved) => frame.scrollTo(from.left - moved.clientX + from.x, from.top - moved.clientY + from.y);
  const end = () => {
    frame.classList.remove('panned');
    frame.removeEventListener('pointermove', move);
  };
  frame.addEventListener('pointermove', move);
  frame.addEventListener('pointerup', end, { once: true });
  frame.addEventListener('pointercancel', end, { once: true });
}

export function Diagram({ tables, steps, fingerprint, marks, missing, dim, chosen, select }) {
  const frame = useRef(null);
  const svg = useRef(null);
  const drawn = useRef(null);
  const { text, refusal, path } = usePicture(tables, steps, fingerprint);
  const zoom = useZoom(frame, svg);
  const marked = JSON.stringify([[...marks.entries()], missing, dim]);

  useEffect(() => {
    if (!text) return;
    svg.current = parsed(text);
    if (!svg.current) return;
    mark(svg.current, marks, missing, dim);
    choose(svg.current, chosen);
    frame.current.replaceChildren(svg.current);
    // The same part of the schema stays where it is; another one is seen from its beginning.
    if (drawn.current === path) zoom.set(zoom.shown);
    else zoom.begin();
    drawn.current = path;
    reveal('instant');
  }, [text, marked]);

  useEffect(() => {
    if (!svg.current) return;
    choose(svg.current, chosen);
    reveal('smooth');
  }, [chosen]);

  const object = (id) => [...(svg.current?.querySelectorAll('[data-object]') ?? [])].find((it) => it.getAttribute('data-object') === line(id));

  function reveal(behavior) {
    const it = chosen && object(chosen);
    if (!it) return;
    const box = it.getBoundingClientRect();
    const around = frame.current.getBoundingClientRect();
    frame.current.scrollBy({
      left: box.left + box.width / 2 - around.left - around.width / 2,
      top: box.top + Math.min(box.height, around.height) / 2 - around.top - around.height / 2,
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : behavior,
    });
  }

  function focus(it) {
    svg.current.querySelector('[data-object][tabindex="0"]')?.setAttribute('tabindex', '-1');
    it.setAttribute('tabindex', '0');
    it.focus();
  }

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.target.closest('[data-object]');
    const acts = { '+': () => zoom.by(1.25), '=': () => zoom.by(1.25), '-': () => zoom.by(0.8), 0: () => zoom.fit() };
    if (acts[event.key]) acts[event.key]();
    else if (at && (event.key === 'Enter' || event.key === ' ')) select(at.getAttribute('data-object'));
    else if (at && event.key.startsWith('Arrow')) {
      const next = neighbour(svg.current, at, event.key);
      if (next) focus(next);
    } else return;
    event.preventDefault();
  };

  const onWheel = (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom.by(event.deltaY < 0 ? 1.15 : 0.87);
  };

  useEffect(() => {
    const { current } = frame;
    current.addEventListener('wheel', onWheel, { passive: false });
    return () => current.removeEventListener('wheel', onWheel);
  });

  const click = (event) => {
    // A reader who selects text does not want something else.
    const at = event.target.closest('[data-object]');
    if (at && getSelection().isCollapsed) select(at.getAttribute('data-object'));
  };

  return html`
    <div class="diagram">
      ${refusal && html`<${Problem} refusal=${refusal} />`}
      ${!text && !refusal && html`<${Loading} />`}
      <div class="frame" ref=${frame} role="region" aria-label="Diagram of the schema" tabindex="0" onKeyDown=${onKey} onClick=${click} onPointerDown=${(event) => pan(event, frame.current)}></div>
      <div class="tools">
        <div class="group" role="group" aria-label="Size">
          <button type="button" class="small" aria-label="Smaller" onClick=${() => zoom.by(0.8)}>−</button>
          <span class="quiet percent">${Math.round(zoom.shown * 100)} %</span>
          <button type="button" class="small" aria-label="Larger" onClick=${() => zoom.by(1.25)}>+</button>
          <button type="button" class="small" onClick=${zoom.fit}>All of it</button>
          <button type="button" class="small" onClick=${() => zoom.set(1)}>100 %</button>
        </div>
        <p class="quiet keys">Keys: Tab into it, arrows from table to table, Enter to select, + − 0 for the size.</p>
        <div class="group">
          <button type="button" class="small" onClick=${() => save(tables, steps, 'svg', 'schema.svg')}>Save as SVG</button>
          <button type="button" class="small" onClick=${() => save(tables, steps, 'mermaid', 'schema.mmd')}>Save for Mermaid</button>
        </div>
      </div>
    </div>`;
}
