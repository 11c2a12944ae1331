export { createAuthenticator, staffRoles } from './authenticate.ts';
export { MINUTE_OF_POINTS, createEntrance } from './entrance.ts';
export { createGateway, pathOf } from './gateway.ts';
export type { GatewayParts } from './gateway.ts';
export { listen, shut, urlOf } from './listen.ts';
export { createPoints } from './points.ts';
export { TOKEN_TYPE, audienceOf, createTokenVerifier } from './verify-token.ts';
export { createWitnessApp } from './witness-app.ts';
