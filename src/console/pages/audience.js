// The page of marketing: an audience and how large it is, while its criterion is written. Everything shown is set as text.
import { operations } from './marketing-operations.js';
import { $, askDoor, done, element, onSubmit } from './page.js';

/** So long nothing may be typed before it is asked: every question is kept, and keeps others near it from an answer. */
const PAUSE_MS = 500;
let token = '';
let asked = 0;

const ask = (documentId, variables = {}) => askDoor('/graphql/marketing', token, documentId, variables);

const tell = (error) => ($('told').textContent = error.message);

const people = ({ from, to }) =>
  from === 0
    ? `fewer than ${to.toLocaleString()}, or nobody`
    : `${from.toLocaleString()} to ${to.toLocaleString()}`;

/** Breaking down wants values that are few or have an order. */
const canSplit = ({ type, values }) =>
  type === 'TEXT' ? values !== null : type !== 'VERSION' && type !== 'IP';

function aboutTrait({ name, type, values, min, max, purpose }) {
  const item = document.createElement('li');
  const range = values === null ? (min === null ? '' : `, ${min} to ${max}`) : `: ${values.join(', ')}`;
  item.append(element('h3', name), element('p', `${type.toLowerCase()}${range}`));
  item.append(element('p', purpose, { className: 'quiet' }));
  return item;
}

function aboutSegment({ name, text }) {
  const item = document.createElement('li');
  item.append(element('h3', name), element('p', text));
  item.append(
    element('button', 'Look at it', {
      onclick: () => {
        $('criterion').value = text;
        size().catch(tell);
      },
    }),
  );
  return item;
}

async function showDesk() {
  const { traits, segments } = await ask(operations.Desk);
  $('told').textContent = '';
  $('desk').hidden = false;
  $('traits').replaceChildren(...traits.map(aboutTrait));
  $('segments').replaceChildren(...segments.nodes.map(aboutSegment));
  const chosen = $('by').value;
  $('by').replaceChildren(
    element('option', 'nothing', { value: '' }),
    ...traits.filter(canSplit).map(({ name }) => element('option', name, { value: name })),
  );
  $('by').value = chosen;
}

function cellName({ value, from, to, known }) {
  if (!known) return 'not known';
  if (value !== null) return String(value);
  if (from === null) return `up to ${to}`;
  return to === null ? `${from} and more` : `${from} to ${to}`;
}

function cellRow(name, told, bar = null) {
  const row = document.createElement('tr');
  const last = document.createElement('td');
  if (bar !== null) last.append(bar);
  row.append(element('th', name, { scope: 'row' }), element('td', told), last);
  return row;
}

const middle = ({ from, to }) => (from === 0 ? 0 : (from + to) / 2);

/** A bar for each value whose size is told, and one line for those that are withheld. */
function showCells(by, cells) {
  $('cells').hidden = cells === null;
  if (cells === null) return;
  $('cells-of').textContent = by;
  const told = cells.filter((cell) => cell.size !== null);
  const withheld = cells.filter((cell) => cell.size === null).map(cellName);
  const most = Math.max(1, ...told.map(({ size }) => size.to));
  const rows = told.map((cell) =>
    cellRow(
      cellName(cell),
      people(cell.size),
      element('meter', '', { max: most, value: middle(cell.size), title: cellName(cell) }),
    ),
  );
  const [first, ...others] = withheld;
  if (others.length > 0) rows.push(cellRow(`${withheld.length.toLocaleString()} others`, 'withheld'));
  else if (first !== undefined) rows.push(cellRow(first, 'withheld'));
  $('cells').tBodies[0].replaceChildren(...rows);
}

const place = ({ line, column, wants }) =>
  line === null ? `wants ${wants}` : `Line ${line}, column ${column}: wants ${wants}`;

/** Sizes what is written. An answer that comes after a later question is not shown. */
async function size() {
  asked += 1;
  const mine = asked;
  const text = $('criterion').value;
  const by = $('by').value;
  const show = (problems, told, cells) => {
    if (mine !== asked) return;
    $('problems').replaceChildren(...problems.map((problem) => element('li', problem)));
    $('size').textContent = told;
    showCells(by, cells);
  };
  if (text.trim() === '') return show([], '', null);
  const { criterion } = await ask(operations.Criterion, { text });
  if (criterion.problems.length > 0) return show(criterion.problems.map(place), '', null);
  if (mine !== asked) return;
  const { previewAudience } = await ask(operations.Preview, {
    input: { criterion: { text }, ...(by === '' ? {} : { breakdownBy: by }) },
  });
  const { audience, userErrors } = previewAudience;
  if (audience === null)
    return show(
      userErrors.map(({ message }) => message),
      '',
      null,
    );
  show([], `People now: ${people(audience.size)}`, audience.breakdown);
}

let pause;
$('criterion').addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(() => size().catch(tell), PAUSE_MS);
});
$('by').addEventListener('change', () => size().catch(tell));

const submit = (id, act) => onSubmit(id, tell, act);

submit('sign-in', async () => {
  token = $('token').value.trim();
  await showDesk();
});
submit('keep', async () => {
  const { createSegment } = await ask(operations.CreateSegment, {
    input: {
      name: $('name').value,
      criterion: { text: $('criterion').value },
      idempotencyKey: crypto.randomUUID(),
    },
  });
  done(createSegment);
  await showDesk();
});
