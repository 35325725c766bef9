// Asks the API as any other client does.
import { askForToken, credentials, session } from './session.js';

/** What Waymark answered instead of what was asked for, or that it did not answer. */
export class Refusal extends Error {
  constructor(problem, status, retryAfter) {
    super(problem.detail);
    this.problem = problem;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  get type() {
    return (this.problem.type ?? '').split('/').pop();
  }
}

/** Paths are of the root, which is where the page is: it may be behind a proxy's prefix. */
export const address = (path) => path.replace(/^\//, '');

export async function ask(path, { method = 'GET', headers = {}, body, signal } = {}) {
  const token = session().token;
  let response;
  try {
    response = await fetch(address(path), {
      method,
      signal,
      cache: 'no-store',
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...credentials(),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Refusal(
      {
        title: 'Waymark does not answer',
        detail: 'Waymark did not answer the last request.',
        hint: 'The page asks again by itself.',
      },
      0,
    );
  }
  if (response.ok || response.status === 304) return response;
  const problem = await response.json().catch(() => ({
    title: `HTTP ${response.status}`,
    detail: 'What answered is not Waymark, or not in its words.',
  }));
  if (response.status === 401 && session().token === token) askForToken(token ? problem.detail : '');
  throw new Refusal(problem, response.status, Number(response.headers.get('Retry-After')) || null);
}

/** What an answer holds; one that breaks off, or is of something between, is none of Waymark's. */
export const read = (response, as = 'json') =>
  response[as]().catch(() => {
    throw new Refusal(
      {
        title: 'Waymark does not answer',
        detail: 'The last answer broke off, or was not Waymark\'s.',
        hint: 'The page asks again by itself.',
      },
      0,
    );
  });

export const send = async (method, path, body) => {
  const response = await ask(path, { method, body, headers: { Prefer: 'respond-async' } });
  return response.status === 204 ? null : read(response);
};
