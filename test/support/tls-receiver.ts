import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';

export interface KeyPair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** A certificate for this machine that vouches for itself. */
export async function selfSigned(commonName: string): Promise<KeyPair> {
  const { cert, private: privateKey } = await generate([{ name: 'commonName', value: commonName }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { certificate: cert, privateKey };
}

/** A real HTTPS server that lets in whoever shows one of these certificates; says whom it met with what. */
export async function startTlsReceiver(own: KeyPair, trusted: readonly KeyPair[]) {
  const met: { readonly who: string; readonly body: string }[] = [];
  const server = createServer(
    {
      cert: own.certificate,
      key: own.privateKey,
      ca: trusted.map(({ certificate }) => certificate),
      requestCert: true,
      rejectUnauthorized: true,
    },
    (request, response) => {
      const chunks: Buffer[] = [];
      const { CN: who } = (request.socket as TLSSocket).getPeerCertificate().subject;
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        met.push({ who: String(who), body });
        const { data } = JSON.parse(body) as { data: { challenge?: string } };
        response.end(data.challenge ?? 'thank you');
      });
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    met,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
