// A stream of events, for as long as somebody sees the page: begun again where it breaks off.
import { useEffect, useRef, useState } from './markup.js';
import { events, NOTHING_MORE } from './events.js';
import { Refusal } from './api.js';
import { onSession, session } from './session.js';

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

/** The token that the caller is known by; null while there is none, or another one is asked for. */
function useToken() {
  const [state, setState] = useState(session());
  useEffect(() => onSession(setState), []);
  return { token: state.token, asked: state.asked !== null };
}

/**
 * Follows the stream at this path, or none.
 *
 * @param last the number of the last event that was heard, if they have one
 * @param heard is given each event
 * @param broken is called when the stream has ended, for whatever reason
 * @param over whether nothing more will come
 * @return whether it flows
 */
export function useStream(path, { last, heard, broken, over }) {
  const [flows, setFlows] = useState(false);
  const visible = useVisible();
  const { token, asked } = useToken();
  const ended = useRef(false);
  const now = useRef(null);
  now.current = { last, heard, broken, over };

  useEffect(() => {
    if (!path || !visible || asked || ended.current) return undefined;
    const stop = new AbortController();
    (async () => {
      while (!stop.signal.aborted) {
        let failed = false;
        try {
          const stream = events(path, now.current.last(), stop.signal);
          let next = await stream.next();
          for (; !next.done; next = await stream.next()) {
            setFlows(true);
            now.current.heard(next.value);
          }
          ended.current = next.value === NOTHING_MORE;
        } catch (failure) {
          if (stop.signal.aborted) return;
          // Too many follow already, or Waymark does not answer: what is followed is asked
          // meanwhile.
          failed = true;
          ended.current = failure instanceof Refusal && ![0, 401, 429, 503].includes(failure.status);
        }
        setFlows(false);
        now.current.broken();
        ended.current ||= !failed && now.current.over();
        if (ended.current) return;
        await pause(BEFORE_ANOTHER, stop.signal);
      }
    })();
    return () => stop.abort();
  }, [path, visible, token, asked]);

  return flows;
}
