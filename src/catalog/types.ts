import type { Millis } from '../kernel/clock.ts';

export interface Category {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

export interface PartnerPolicy {
  readonly id: string;
  readonly version: string;
  readonly url: string;
  /** SHA-256 of the policy's text as it stood when the partner registered it, hex. */
  readonly textHash: string;
}

export interface Partner {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly legalName: string;
  readonly country: string;
  readonly website: string;
  readonly status: 'active' | 'suspended';
  /** Whether the partner pays the company when somebody accepts or installs; a disclosure says so. */
  readonly compensates: boolean;
  /** Null: the partner has none, and no email can be released to it. */
  readonly policy: PartnerPolicy | null;
}

export interface App {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly tagline: string;
  readonly description: string;
  readonly categoryId: string;
  readonly partnerId: string;
  readonly status: 'listed' | 'unlisted';
  /** Active installations, already rounded; see `roundInstalls`. */
  readonly installs: number;
  readonly createdAt: Millis;
}
