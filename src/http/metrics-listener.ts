import type { RequestListener } from 'node:http';
import type { Metrics } from '../platform/metrics.ts';

/** Answers `GET /metrics` and nothing else. It belongs on a port of its own, which the world does not reach. */
export function createMetricsListener(metrics: Pick<Metrics, 'text' | 'contentType'>): RequestListener {
  return (request, response) => {
    const isAsked = request.url === '/metrics' && (request.method === 'GET' || request.method === 'HEAD');
    if (!isAsked) return void response.writeHead(404).end();
    metrics.text().then(
      (text) => {
        response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' });
        response.end(request.method === 'HEAD' ? undefined : text);
      },
      () => response.writeHead(500).end(),
    );
  };
}
