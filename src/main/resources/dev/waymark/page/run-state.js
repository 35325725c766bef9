// A run as it is now, with its events: streamed while it goes on, read once when it has ended.
import { useEffect, useRef, useState } from './preact.js';
import { lookAgain, useResource } from './resource.js';
import { events as follow, NOTHING_MORE } from './events.js';
import { Refusal } from './api.js';
import { OFTEN, STATUS } from './paths.js';

const WITHOUT_STREAM = 2000;
const BEFORE_ANOTHER = 5000;

const pause = (ms, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** The visible tab only: a hidden one lets go of its stream, and goes on behind its last event. */
function useVisible() {
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const changed = () => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', changed);
    return () => document.removeEventListener('visibilitychange', changed);
  }, []);
  return visible;
}

export function useRun(id) {
  const path = `/migrations/runs/${encodeURIComponent(id)}`;
  const [streaming, setStreaming] = useState(false);
  const [events, setEvents] = useState([]);
  const got = useRef([]);
  const atEnd = useRef(false);
  const visible = useVisible();
  const [ended, setEnded] = useState(false);
  const run = useResource(path, ended ? 0 : streaming ? OFTEN : WITHOUT_STREAM);

  useEffect(() => {
    got.current = [];
    atEnd.current = false;
    setEvents([]);
    setEnded(false);
  }, [id]);

  useEffect(() => {
    if (run.data?.state !== 'ended') return;
    atEnd.current = true;
    setEnded(true);
    lookAgain(STATUS);
  }, [run.data?.state]);

  useEffect(() => {
    if (!visible) return undefined;
    const stop = new AbortController();
    (async () => {
      while (!stop.signal.aborted) {
        let over = false;
        try {
          const stream = follow(`${path}/events`, got.current.at(-1)?.sequence, stop.signal);
          for (let next = await stream.next(); ; next = await stream.next()) {
            if (next.done) {
              over = next.value === NOTHING_MORE;
              break;
            }
            setStreaming(true);
            if (next.value.sequence <= (got.current.at(-1)?.sequence ?? 0)) continue;
            got.current = [...got.current, next.value];
            setEvents(got.current);
            lookAgain(path);
          }
        } catch (failure) {
          if (stop.signal.aborted) return;
          // Too many follow already, or nobody answers: the run itself is asked meanwhile.
          over = failure instanceof Refusal && failure.status !== 0 && failure.status !== 503;
        }
        setStreaming(false);
        lookAgain(path);
        if (over || atEnd.current || got.current.at(-1)?.type === 'run-ended') return;
        await pause(BEFORE_ANOTHER, stop.signal);
      }
    })();
    return () => stop.abort();
  }, [path, visible]);

  return { run, events };
}
