// Text for people, as Waymark prints it everywhere: what commands a terminal, turns the direction of
// what follows, or cannot be seen is an escape of JSON's. So no name makes its neighbours read otherwise.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const SHORT = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const units = (character) => [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');

const escape = (character) => SHORT[character] ?? units(character);

/** With its lines and tabs. */
export const text = (it) => it.replace(HIDDEN, (character) => (character === '\n' || character === '\t' ? character : escape(character)));

/** In one line, as the diagram calls its objects. */
export const line = (it) => it.replace(HIDDEN, escape);
