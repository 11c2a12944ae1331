// What the pages share. Everything shown is set as text, never as markup.
export const $ = (id) => document.getElementById(id);

/** Says that a page asks, which a session's cookie wants beside it. */
export const FROM_PAGE = { 'sluice-page': '1' };

/** Asks a door a document that it knows, with the bearer token if there is one; throws what it refuses as a whole. */
export async function askDoor(path, token, documentId, variables) {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...FROM_PAGE,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ documentId, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw Object.assign(new Error(errors[0].message), { code: errors[0].extensions?.code });
  return data;
}

export function element(name, text, props = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  return Object.assign(made, props);
}

/** A link to somebody else's site, through the notice on ours. */
export function outside(text, { notice }) {
  const { pathname, search } = new URL(notice);
  return element('a', text, { href: pathname + search, rel: 'noopener noreferrer', target: '_blank' });
}

/** A text as paragraph, its addresses as links through the notice. */
export function linked(text, links) {
  const made = document.createElement('p');
  let rest = text;
  for (;;) {
    const found = links
      .map((link) => ({ link, at: rest.indexOf(link.url) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.link.url.length - a.link.url.length)[0];
    if (found === undefined) break;
    made.append(rest.slice(0, found.at), outside(found.link.url, found.link));
    rest = rest.slice(found.at + found.link.url.length);
  }
  made.append(rest);
  return made;
}

/** Throws why a request was refused, if it was. */
export function done({ userErrors }) {
  if (userErrors.length > 0) throw new Error(userErrors[0].message);
}

/** What a form does instead of leaving the page; `tell` hears what goes wrong. */
export const onSubmit = (id, tell, act) =>
  $(id).addEventListener('submit', (event) => {
    event.preventDefault();
    act().catch(tell);
  });
