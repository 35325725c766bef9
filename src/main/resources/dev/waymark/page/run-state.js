// A run as it is now, with its events: streamed while it goes on, read once when it has ended.
import { useEffect, useRef, useState } from './markup.js';
import { lookAgain, useResource } from './resource.js';
import { useStream } from './stream.js';
import { OFTEN, STATUS, WITHOUT_STREAM } from './paths.js';

export function useRun(id) {
  const path = `/migrations/runs/${encodeURIComponent(id)}`;
  const [events, setEvents] = useState([]);
  const got = useRef([]);
  const atEnd = useRef(false);
  const [ended, setEnded] = useState(false);
  const last = () => got.current.at(-1);

  const streaming = useStream(`${path}/events`, {
    last: () => last()?.sequence,
    heard: (event) => {
      if (event.sequence <= (last()?.sequence ?? 0)) return;
      got.current = [...got.current, event];
      setEvents(got.current);
      lookAgain(path);
    },
    broken: () => lookAgain(path),
    over: () => atEnd.current || last()?.type === 'run-ended',
  });
  const run = useResource(path, ended ? 0 : streaming ? OFTEN : WITHOUT_STREAM);

  useEffect(() => {
    if (run.data?.state !== 'ended') return;
    atEnd.current = true;
    setEnded(true);
    lookAgain(STATUS);
  }, [run.data?.state]);

  return { run, events };
}
