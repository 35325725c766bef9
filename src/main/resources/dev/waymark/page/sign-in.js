// Asks for a token, once.
import { html, useEffect, useRef, useState } from './markup.js';
import { keepToken } from './session.js';
import { Icon } from './parts.js';

export function SignIn({ why }) {
  const [token, setToken] = useState('');
  const field = useRef(null);
  useEffect(() => field.current.focus(), []);
  const submit = (event) => {
    event.preventDefault();
    if (token.trim()) keepToken(token.trim());
  };
  return html`
    <main class="sign-in">
      <form class="card" onSubmit=${submit}>
        <h1><${Icon} name="unverified" /> Who are you?</h1>
        <p>${why || 'Waymark shows this database to those who have a token.'}</p>
        <label for="token">Token</label>
        <input id="token" ref=${field} type="password" autocomplete="off" spellcheck="false" required value=${token} onInput=${(event) => setToken(event.target.value)} />
        <button type="submit" class="solid">Look</button>
        <p class="quiet">It stays in this tab and is gone when you close it. A token with the role viewer is enough to look.</p>
      </form>
    </main>`;
}
