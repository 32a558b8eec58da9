// The page's script: hints while one types, keys, a range dragged over the timeline,
// steps between matches, a citation copied, the chart saved. All else works without it.
'use strict';

const query = document.getElementById('q');
const form = document.getElementById('form');
const chart = document.getElementById('chart');

// ---- Hints -------------------------------------------------------------------------

let pending;

async function hint() {
  const typed = query.value;
  const list = document.getElementById('hints');
  if (typed.length < 2) return;
  const reply = await fetch('/api/suggest?prefix=' + encodeURIComponent(typed));
  if (!reply.ok || typed !== query.value) return;
  const { words } = await reply.json();
  const start = typed.replace(/[^\s"():+-]*$/, '');
  list.replaceChildren(...words.map(({ word }) => {
    const option = document.createElement('option');
    option.value = start + word;
    return option;
  }));
}

query.addEventListener('input', () => {
  clearTimeout(pending);
  pending = setTimeout(() => hint().catch(() => {}), 120);
});

// A form without its empty fields has a shorter address.
form.addEventListener('submit', () => {
  for (const field of form.elements) if (field.name && !field.value && field !== query) field.disabled = true;
});
addEventListener('pageshow', () => {
  for (const field of form.elements) field.disabled = false;
});

// ---- Keys --------------------------------------------------------------------------

// Moves among the results, or in an article among the matches.
function step(by) {
  const hits = [...document.querySelectorAll('a.hit')].filter((hit) => !hit.closest('details:not([open])'));
  const marks = [...document.querySelectorAll('.text mark')];
  if (marks.length) {
    const at = marks.findIndex((m) => m.classList.contains('here'));
    const to = marks[Math.min(Math.max(at + by, 0), marks.length - 1)];
    if (at >= 0) marks[at].classList.remove('here');
    to.classList.add('here');
    to.scrollIntoView({ block: 'center' });
  } else if (hits.length) {
    const at = hits.indexOf(document.activeElement);
    hits[at < 0 ? 0 : Math.min(Math.max(at + by, 0), hits.length - 1)].focus();
  }
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches('input, select, textarea')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const help = document.querySelector('.help');
  const actions = {
    '/': () => { query.focus(); query.select(); },
    j: () => step(1),
    k: () => step(-1),
    '?': () => { help.open = !help.open; help.querySelector('summary').focus(); },
  };
  if (!actions[event.key]) return;
  event.preventDefault();
  actions[event.key]();
});

// ---- The timeline --------------------------------------------------------------------

function dragging(svg) {
  const bars = [...svg.querySelectorAll('a')];
  const xOf = (bar) => Number(bar.querySelector('rect').getAttribute('x'));
  const chosen = document.createElementNS(svg.namespaceURI, 'rect');
  let from = null;
  let to = null;
  let moved = false;
  chosen.setAttribute('class', 'chosen');
  chosen.setAttribute('height', '100');

  // Where the pointer is, as the chart counts.
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    return (Math.min(Math.max(event.clientX - box.left, 0), box.width) / box.width) * svg.viewBox.baseVal.width;
  };
  svg.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    from = to = place(event);
    moved = false;
  });
  svg.addEventListener('pointermove', (event) => {
    if (from === null) return;
    to = place(event);
    moved = moved || Math.abs(to - from) * svg.clientWidth > 4 * svg.viewBox.baseVal.width;
    if (!moved) return;
    svg.setPointerCapture(event.pointerId);
    chosen.setAttribute('x', Math.min(from, to));
    chosen.setAttribute('width', Math.abs(to - from));
    svg.append(chosen);
  });
  svg.addEventListener('pointercancel', () => { from = null; chosen.remove(); });
  svg.addEventListener('pointerup', () => {
    const within = bars.filter((bar) => xOf(bar) + 10 > Math.min(from, to) && xOf(bar) <= Math.max(from, to));
    if (from !== null && moved && within.length) {
      const address = new URL(location.href);
      address.searchParams.set('since', within[0].dataset.since);
      address.searchParams.set('until', within[within.length - 1].dataset.until);
      address.searchParams.delete('offset');
      address.searchParams.delete('period');
      location.href = address;
    }
    chosen.remove();
    from = null;
  });
  svg.addEventListener('click', (event) => { if (moved) event.preventDefault(); }, true);
  svg.addEventListener('dragstart', (event) => event.preventDefault());
}

// The chart by itself: its colours are the page's style, so they are copied.
function chartText() {
  const copy = chart.cloneNode(true);
  const shapes = chart.querySelectorAll('rect, polyline');
  copy.querySelectorAll('rect, polyline').forEach((shape, i) => {
    const style = getComputedStyle(shapes[i]);
    for (const name of ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'vector-effect'])
      shape.setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute('width', chart.clientWidth);
  copy.setAttribute('height', chart.clientHeight);
  return new XMLSerializer().serializeToString(copy);
}

function save(url, name) {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

function saveSvg() {
  const url = URL.createObjectURL(new Blob([chartText()], { type: 'image/svg+xml' }));
  save(url, 'timeline.svg');
  URL.revokeObjectURL(url);
}

function savePng() {
  const picture = new Image();
  picture.onload = () => {
    const canvas = document.createElement('canvas');
    canvas.width = picture.width * 2;
    canvas.height = picture.height * 2;
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    save(canvas.toDataURL('image/png'), 'timeline.png');
  };
  picture.src = 'data:image/svg+xml,' + encodeURIComponent(chartText());
}

// The table of compared queries; that of one query is the server's.
function saveCsv() {
  const cell = (text) => (/[",\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text);
  const lines = [...document.querySelectorAll('.timeline tr')].map((row) =>
    [...row.cells].map((c) => cell(c.textContent)).join(',') + '\n');
  const url = URL.createObjectURL(new Blob(lines, { type: 'text/csv' }));
  save(url, 'timeline.csv');
  URL.revokeObjectURL(url);
}

if (chart) {
  dragging(chart);
  const actions = [['SVG', saveSvg], ['PNG', savePng]];
  if (document.querySelector('.legend')) actions.unshift(['CSV', saveCsv]);
  for (const [name, action] of actions) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Save as ' + name;
    button.addEventListener('click', action);
    document.querySelector('.save').append(' ', button);
  }
}

// ---- Citations ---------------------------------------------------------------------------

const copy = document.getElementById('copy');
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById('cite').textContent);
    copy.textContent = 'Copied';
  });
}
