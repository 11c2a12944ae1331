import { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import { HOUR } from '../../kernel/clock.ts';
import { isRefusal } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Random } from '../../kernel/random.ts';
import type { CaseFollowing, Claim, Filing } from '../../office/index.ts';
import type { AddressOf } from '../client-address.ts';
import { jsonBody } from '../read-body.ts';
import { noStore } from './no-store.ts';
import { complaintAnswer, filedAnswer, requestAnswer } from './office-answers.ts';
import type { OfficePlace } from './office-answers.ts';
import { createRateLimit } from './rate-limit.ts';

export interface OfficeRoutes extends OfficePlace {
  readonly random: Random;
  readonly filing: Filing;
  readonly caseFollowing: CaseFollowing;
}

/** Four thousand characters, however they are escaped. */
const BODY = '32kb';

type Input = Readonly<Record<string, unknown>>;

const inputOf = (request: Request): Input =>
  typeof request.body === 'object' && request.body !== null ? (request.body as Input) : {};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const claimOf = (input: Input): Claim => ({
  reference: text(input['reference']) ?? '',
  secret: text(input['secret']) ?? '',
});

/** Each refusal names its field; nothing that was sent is repeated. */
function refuseAll(response: Response, refusals: readonly Refusal[], status = 422): void {
  response.status(status).json({
    errors: refusals.map(({ refused, field, message }) => ({
      message,
      extensions: { code: refused, field: field.at(-1) ?? null },
    })),
  });
}

const unknown: Refusal = {
  refused: 'NOT_FOUND',
  field: [],
  message: 'There is nothing with this reference and secret.',
};

/**
 * `/privacy/complaints` and `/privacy/requests`: for people without an account. What is sent goes into bodies alone, so
 * that no URL, log or cache on the way holds a word of it; a secret that is shown once leads back to it.
 */
export function officeRoutes(routes: OfficeRoutes, addressOf: AddressOf): Router {
  const { filing, caseFollowing } = routes;
  const { bySecret } = caseFollowing;
  const router = Router({ caseSensitive: true, strict: true });
  router.use(noStore);
  const filingLimit = createRateLimit({ ...routes, addressOf }, { window: HOUR, each: 30, all: 500 });
  const askingLimit = createRateLimit({ ...routes, addressOf }, { window: HOUR, each: 300, all: 20_000 });

  function post(
    path: string,
    limit: RequestHandler,
    answer: (input: Input, response: Response) => Promise<unknown>,
  ): void {
    router.post(path, limit, ...jsonBody(BODY), (request, response, next) => {
      answer(inputOf(request), response).catch(next);
    });
  }

  post('/complaints', filingLimit, async (input, response) => {
    const filed = await filing.complaintWithoutAccount({
      company: text(input['company']),
      violation: text(input['violation']),
      contact: text(input['contact']),
      shareDetails: typeof input['shareDetails'] === 'boolean' ? input['shareDetails'] : null,
    });
    if (!('secret' in filed)) return refuseAll(response, filed);
    response.status(201).json(filedAnswer(filed));
  });
  post('/requests', filingLimit, async (input, response) => {
    const filed = await filing.requestWithoutAccount({
      right: text(input['right'])?.toLowerCase() ?? null,
      text: text(input['text']),
      contact: text(input['contact']),
    });
    if (!('secret' in filed)) return refuseAll(response, filed);
    response.status(201).json(filedAnswer(filed));
  });

  post('/complaints/status', askingLimit, async (input, response) => {
    const one = await bySecret.see('complaint', claimOf(input));
    if (one === null) return refuseAll(response, [unknown], 404);
    response.json(await complaintAnswer(one, routes));
  });
  post('/requests/status', askingLimit, async (input, response) => {
    const one = await bySecret.see('request', claimOf(input));
    if (one === null) return refuseAll(response, [unknown], 404);
    response.json(requestAnswer(one, routes));
  });
  post('/requests/appeal', askingLimit, async (input, response) => {
    const one = await bySecret.appeal(claimOf(input), text(input['text']) ?? '');
    if (one === null) return refuseAll(response, [unknown], 404);
    if (isRefusal(one)) return refuseAll(response, [one], one.refused === 'WRONG_STATUS' ? 409 : 422);
    response.json(requestAnswer(one, routes));
  });

  for (const [path, kind] of [
    ['/complaints/erase', 'complaint'],
    ['/requests/erase', 'request'],
  ] as const) {
    post(path, askingLimit, async (input, response) => {
      if (!(await bySecret.erase(kind, claimOf(input)))) return refuseAll(response, [unknown], 404);
      response.json({ erased: true });
    });
  }
  return router;
}
