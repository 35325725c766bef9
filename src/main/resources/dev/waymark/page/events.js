// Server-sent events, read with fetch: an EventSource cannot send a token.
import { ask } from './api.js';

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split(/\r\n|\n|\r/);
    rest = parts.pop();
    yield* parts;
  }
}

/** What the generator returns when the run has ended and all of its events are known. */
export const NOTHING_MORE = 'nothing more';

/** The events at this path, each as JSON, after the one of this number; until the stream ends. */
export async function* events(path, after, signal) {
  const headers = { Accept: 'text/event-stream', ...(after ? { 'Last-Event-ID': String(after) } : {}) };
  const response = await ask(path, { headers, signal });
  if (response.status === 204) return NOTHING_MORE;
  let data = [];
  for await (const line of lines(response.body)) {
    if (line === '') {
      if (data.length) yield JSON.parse(data.join('\n'));
      data = [];
    } else if (line.startsWith('data:')) {
      data.push(line.slice(5).replace(/^ /, ''));
    }
  }
  return null;
}
