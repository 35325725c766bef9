// What is put on the picture of a schema: flags on what differs or was changed, boxes for what is
// missing, and what is selected. Everything is set as text or attribute; nothing is parsed.
import { line } from './printable.js';
import { SIGNS } from './schema-objects.js';

const SVG = 'http://www.w3.org/2000/svg';
const LETTER = 7;
const HEIGHT = 18;
const GAP = 24;

const element = (name, attributes, text) => {
  const it = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) it.setAttribute(key, value);
  if (text !== undefined) it.textContent = text;
  return it;
};

const number = (it, name) => Number(it.getAttribute(name));

function flag(object, mark) {
  const text = `${SIGNS[mark.kind]} ${mark.word}`;
  const width = text.length * LETTER + 12;
  const x = Math.max(-6, number(object.querySelector('.card'), 'width') - width + 6);
  const it = element('g', { class: 'flag' });
  it.append(
    element('rect', { x, y: 3 - HEIGHT, width, height: HEIGHT, rx: HEIGHT / 2 }),
    element('text', { x: x + 6, y: -2, 'font-size': 11 }, text),
  );
  object.append(it);
}

/** Boxes below the picture for what it cannot show, because it is not there. */
function absent(svg, boxes) {
  let { width, height } = size(svg);
  let x = 16;
  let y = height + GAP / 2;
  for (const id of boxes.map(line)) {
    const wide = Math.max(140, id.length * 7.4 + 20);
    if (x > 16 && x + wide > width) {
      x = 16;
      y += 34 + GAP;
    }
    width = Math.max(width, x + wide + 16);
    const object = element('g', { class: 'object table', 'data-object': id, role: 'group', 'aria-label': `table ${id}, missing`, transform: `translate(${x} ${y})` });
    object.append(
      element('rect', { class: 'card', width: wide, height: 34, rx: 6 }),
      element('text', { class: 'name', x: 10, y: 21, 'font-weight': 'bold' }, id),
    );
    svg.append(object);
    x += wide + GAP;
  }
  if (boxes.length) svg.setAttribute('viewBox', `0 0 ${Math.ceil(width)} ${y + 34 + GAP}`);
}

export function size(svg) {
  const [, , width, height] = svg.getAttribute('viewBox').split(' ').map(Number);
  return { width, height };
}

/** Puts the marks on it; {@code dim} says whether what has none stands back. */
export function mark(svg, marks, missing, dim) {
  absent(svg, missing);
  const printed = new Map([...marks].map(([id, it]) => [line(id), it]));
  for (const object of svg.querySelectorAll('[data-object]')) {
    const it = printed.get(object.getAttribute('data-object'));
    object.setAttribute('tabindex', '-1');
    if (it) {
      object.classList.add('marked', it.kind);
      object.setAttribute('aria-label', `${object.getAttribute('aria-label')}, ${it.word}`);
      flag(object, it);
    } else if (dim) object.classList.add('dim');
  }
  svg.querySelector('[data-object]')?.setAttribute('tabindex', '0');
}

/** Shows what is selected, and the foreign keys that it has to do with. */
export function choose(svg, selected) {
  const id = selected && line(selected);
  for (const object of svg.querySelectorAll('[data-object]')) {
    const chosen = object.getAttribute('data-object') === id;
    object.classList.toggle('chosen', chosen);
    if (chosen) object.setAttribute('aria-current', 'true');
    else object.removeAttribute('aria-current');
  }
  for (const reference of svg.querySelectorAll('[data-from]')) {
    reference.classList.toggle('near', [reference.getAttribute('data-from'), reference.getAttribute('data-to')].includes(id));
  }
}

const middle = (object) => {
  const { left, right, top, bottom } = object.getBoundingClientRect();
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
};

/** The object that is nearest in the direction of an arrow key. */
export function neighbour(svg, object, key) {
  const from = middle(object);
  let nearest = null;
  let least = Infinity;
  for (const other of svg.querySelectorAll('[data-object]')) {
    if (other === object) continue;
    const at = middle(other);
    const along = { ArrowRight: at.x - from.x, ArrowLeft: from.x - at.x, ArrowDown: at.y - from.y, ArrowUp: from.y - at.y }[key];
    const aside = key === 'ArrowRight' || key === 'ArrowLeft' ? Math.abs(at.y - from.y) : Math.abs(at.x - from.x);
    if (along > 4 && along + 2 * aside < least) {
      least = along + 2 * aside;
      nearest = other;
    }
  }
  return nearest;
}
