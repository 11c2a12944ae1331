import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { startMailSink } from './mail-sink.ts';
import type { MailSink, SunkMail } from './mail-sink.ts';
import type { Person } from './marketplace.ts';
import { openStage } from './stage.ts';

export const RELAY_DOMAIN = 'relay.market.example';
export const PARTNER_ADDRESS = 'anna@acorn.example';

/** A letter as bytes, with a head of one's own. */
export const letter = (headers: Record<string, string>, body = 'Hello.\r\n'): Buffer =>
  Buffer.from(
    `${Object.entries(headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\r\n')}\r\n\r\n${body}`,
  );

export const fromPartner = (more: Record<string, string> = {}, body?: string): Buffer =>
  letter(
    {
      From: `Anna <${PARTNER_ADDRESS}>`,
      To: 'whoever',
      Subject: 'Your account',
      Date: 'Mon, 23 Nov 2026 10:30:00 +0530',
      'Message-ID': '<one@acorn.example>',
      ...more,
    },
    body,
  );

interface Sent {
  readonly from?: string;
  readonly to: string | string[];
  readonly raw: Buffer;
}

/** A real SMTP client; answers with the code of the server. */
async function sendTo(port: number, { from = PARTNER_ADDRESS, to, raw }: Sent): Promise<number> {
  const client = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  try {
    await client.sendMail({ envelope: { from, to }, raw });
    return 250;
  } catch (error) {
    return Number((error as { responseCode?: unknown }).responseCode);
  } finally {
    client.close();
  }
}

/** An SMTP session by hand: each command is answered before the next one goes. */
export async function dialogue(port: number) {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let heard: () => void = () => undefined;
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    heard();
  });
  async function reply(): Promise<string> {
    while (!/^\d{3} .*\r\n/m.test(text)) await new Promise<void>((resolve) => (heard = resolve));
    const answer = text;
    text = '';
    return answer.trim();
  }
  const say = (line: string): Promise<string> => {
    socket.write(`${line}\r\n`);
    return reply();
  };
  await reply();
  const offers = await say('EHLO client.example');
  return { offers, say, end: () => socket.destroy() };
}

/** A marketplace with relay addresses, and the mail server that its mail leaves by. */
export async function openRelayStage(
  dialect: Parameters<typeof openStage>[0],
  environment: Record<string, string> = {},
) {
  const sink: MailSink = await startMailSink();
  const stage = await openStage(dialect, {
    environment: {
      SLUICE_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      SLUICE_RELAY_DOMAIN: RELAY_DOMAIN,
      SLUICE_RELAY_PORT: '0',
      ...environment,
    },
  });
  const { relay } = stage.marketplace.serving.sluice;
  const port = (): number => relay.port() ?? 0;
  interface GrantView {
    readonly id: string;
    readonly address: string;
    readonly relayAddress: string | null;
    readonly relayed: readonly { readonly at: string; readonly proof: string | null }[];
  }
  async function grant(person: Person, grantId: string): Promise<GrantView> {
    const { data } = await stage.marketplace.ask<{ viewer: { grants: { nodes: GrantView[] } } }>(
      'marketplace',
      person.token,
      '{ viewer { grants(first: 50) { nodes { id address relayAddress relayed { at proof } } } } }',
    );
    const found = data.viewer.grants.nodes.find(({ id }) => id === grantId);
    if (found === undefined) throw new Error('no such grant');
    return found;
  }
  return {
    ...stage,
    sink,
    port,
    grant,
    send: (sent: Sent): Promise<number> => sendTo(port(), sent),
    /** Letters that were passed on; the company's own mail goes elsewhere. */
    relayed: (): SunkMail[] => sink.mails.filter(({ from }) => from === `bounces@${RELAY_DOMAIN}`),
    /** Installs an app with a relay address. */
    async installRelayed(person: Person, slug: string) {
      const appId = await stage.act.appId(slug);
      const { disclosure } = await stage.act.disclosure(person, { appId, address: 'RELAY' });
      const done = await stage.act.installApp(person, appId, disclosure?.hash ?? '');
      const grantId = done.grant?.id ?? '';
      return { appId, grantId, address: (await grant(person, grantId)).relayAddress ?? '' };
    },
    async close(): Promise<void> {
      await stage.close();
      await sink.close();
    },
  };
}

export type RelayStage = Awaited<ReturnType<typeof openRelayStage>>;
