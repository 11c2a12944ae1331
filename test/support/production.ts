/** What production wants to be told, and no secret. */
export const production = {
  SLUICE_ENV: 'production',
  SLUICE_DATABASE_URL: 'postgres://sluice@db.example:5432/sluice',
  SLUICE_JWT_ISSUER: 'https://id.company.example',
  SLUICE_JWKS_URL: 'https://id.company.example/keys.json',
  SLUICE_PUBLIC_URL: 'https://market.company.example',
  SLUICE_CONTROLLER_NAME: 'Company Ltd',
  SLUICE_CONTROLLER_COUNTRY: 'IE',
  SLUICE_CONTROLLER_CONTACT: 'privacy@company.example',
  SLUICE_MAIL_FROM: 'no-reply@company.example',
  SLUICE_OFFICE_EMAIL: 'office@company.example',
  SLUICE_COMPLAINTS_BODY: 'Data Protection Commission, Dublin',
};
