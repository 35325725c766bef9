// What the page is written with: the library, but every text that people read goes through here.
import { html as library } from './preact.js';
import { text } from './printable.js';

export { render, useEffect, useRef, useState } from './preact.js';

/** Attributes that are read or heard; all others are for the browser. */
const READ = ['title', 'aria-label', 'placeholder', 'label'];

/** What was written by another part, and is now inside of this one. */
const done = new WeakSet();

function printed(it) {
  if (typeof it === 'string') return text(it);
  if (Array.isArray(it)) return it.map(printed);
  // What a component is given is not read before the component has written it down.
  if (typeof it?.type !== 'string' || done.has(it)) return it;
  const { props } = it;
  if (props.children !== undefined) props.children = printed(props.children);
  for (const name of READ) if (typeof props[name] === 'string') props[name] = text(props[name]);
  done.add(it);
  return it;
}

export const html = (...parts) => printed(library(...parts));
