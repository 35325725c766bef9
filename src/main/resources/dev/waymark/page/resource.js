// What is watched: one question for all parts of the page that want its answer, asked again with the
// entity tag of the last one, so that an answer that says the same is an empty 304.
import { useEffect, useState } from './markup.js';
import { ask, read, Refusal } from './api.js';
import { onSession, session } from './session.js';

const watched = new Map();
const LONGEST = 60_000;

/** How long until what was refused for the moment is asked for again, even by a view that asks only once. */
const ANOTHER_TRY = 4000;

const passes = (refusal) => refusal !== null && (refusal.status === 0 || refusal.status === 429 || refusal.status >= 500);

/** What is looked at by the clock may be as old as this: hundreds of pages cost the database one look. */
const RECENT = { 'Cache-Control': 'max-age=2' };

/** Where the answer goes on; null if it does not. */
export const nextOf = (response) => /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('Link') ?? '')?.[1] ?? null;

class Watched {
  constructor(path) {
    this.path = path;
    this.wishes = new Map();
    this.state = { data: null, refusal: null, at: null, certainAt: null, tag: null, next: null };
    this.timer = null;
    this.asking = null;
  }

  add(listener, every) {
    this.wishes.set(listener, every);
    if (this.state.at === null || every > 0) this.look();
    else listener(this.state);
  }

  /** From now on as often as this. */
  wish(listener, every) {
    if (this.wishes.get(listener) === every) return;
    this.wishes.set(listener, every);
    if (!this.asking) this.plan();
  }

  remove(listener) {
    this.wishes.delete(listener);
    if (this.wishes.size === 0) {
      clearTimeout(this.timer);
      this.asking?.abort();
      watched.delete(this.path);
    }
  }

  every() {
    const wishes = [...this.wishes.values()].filter((wish) => wish > 0);
    return wishes.length ? Math.min(...wishes) : 0;
  }

  async look(headers = {}) {
    clearTimeout(this.timer);
    if (this.asking) {
      this.again = true;
      return;
    }
    if (session().asked !== null) return;
    const asking = new AbortController();
    this.asking = asking;
    try {
      const known = this.state.tag ? { 'If-None-Match': this.state.tag } : {};
      const response = await ask(this.path, { headers: { ...headers, ...known }, signal: asking.signal });
      const age = Number(response.headers.get('Age')) || 0;
      const now = Date.now();
      const fresh = { refusal: null, at: now, certainAt: now - age * 1000 };
      if (response.status === 304) this.put(fresh);
      else {
        const next = nextOf(response);
        const data = await read(response);
        this.put({ ...fresh, data, next, tag: response.headers.get('ETag') });
      }
      this.failures = 0;
    } catch (failure) {
      if (asking.signal.aborted) return;
      if (!(failure instanceof Refusal)) throw failure;
      this.failures = (this.failures ?? 0) + 1;
      this.put({ refusal: failure });
    } finally {
      this.asking = null;
    }
    if (this.again) {
      this.again = false;
      this.look();
    } else this.plan();
  }

  plan() {
    clearTimeout(this.timer);
    const { refusal } = this.state;
    const every = this.every() || (passes(refusal) ? ANOTHER_TRY : 0);
    if (every === 0 || document.hidden || !this.wishes.size) return;
    const wait = refusal ? Math.max((refusal.retryAfter ?? 0) * 1000, every * this.failures) : every;
    this.timer = setTimeout(() => this.look(RECENT), Math.min(wait, LONGEST));
  }

  put(change) {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.wishes.keys()]) listener(this.state);
  }
}

// A hidden tab is not seen: it asks nothing, and looks at once when it is shown again.
document.addEventListener('visibilitychange', () => {
  for (const it of watched.values()) {
    if (document.hidden) clearTimeout(it.timer);
    else if (it.every() > 0 || passes(it.state.refusal)) it.look();
  }
});

// While it is not known who calls, nothing is asked; after that, whatever was due meanwhile.
let unknown = session().asked !== null;
onSession(({ asked }) => {
  const known = unknown && asked === null;
  unknown = asked !== null;
  if (known) for (const it of watched.values()) it.look();
});

const NOTHING = { data: null, refusal: null, at: null, certainAt: null, tag: null, next: null };

/**
 * The answer at this path, or null for none; asked again after so many milliseconds, 0 for never
 * once it is known. When {@code changed} is another one, it is asked at once.
 */
export function useResource(path, every = 0, changed = undefined) {
  const [state, setState] = useState(NOTHING);
  useEffect(() => {
    if (!path) {
      setState(NOTHING);
      return undefined;
    }
    if (!watched.has(path)) watched.set(path, new Watched(path));
    const it = watched.get(path);
    setState(it.state);
    it.add(setState, every);
    return () => it.remove(setState);
  }, [path]);
  useEffect(() => {
    if (path) watched.get(path)?.wish(setState, every);
  }, [path, every]);
  useEffect(() => {
    if (path && changed !== undefined) watched.get(path)?.look();
  }, [changed]);
  return path ? state : NOTHING;
}

/** Asks again, now: something was changed. */
export const lookAgain = (...paths) => paths.forEach((path) => watched.get(path)?.look());
