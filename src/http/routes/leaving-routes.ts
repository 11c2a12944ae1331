import { Router } from 'express';
import type { OutsideLinks } from '../../platform/outside-links.ts';
import { escapeHtml, page } from './page.ts';

const NOT_OURS = page(
  'This link is not one of ours',
  '<p>We made no link that leads there, so we lead nobody there.</p>',
);

function notice(url: URL, company: string): string {
  const [host, by, href] = [url.host, company, url.href].map(escapeHtml);
  return page(
    `You are leaving for ${host}`,
    `<p><strong>${host}</strong> is the site of somebody else. The privacy policy of ${by} does not apply there, and
${by} does not answer for what is done there with what you tell it. Read the policy of that site first.</p>
<p>We tell ${host} neither who you are nor where you come from.</p>
<p><a id="go" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer" href="${href}">Go on to ${host}</a></p>`,
  );
}

/** `/leaving?to=URL&sig=...`: says where a link to another site leads, and that the policy does not apply there (P20). */
export function leavingRoutes(links: Pick<OutsideLinks, 'open'>, company: string): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/', (request, response) => {
    const { to, sig } = request.query;
    const url = typeof to === 'string' && typeof sig === 'string' ? links.open(to, sig) : null;
    response
      .status(url === null ? 404 : 200)
      .set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
      .type('html')
      .send(url === null ? NOT_OURS : notice(url, company));
  });
  return router;
}
