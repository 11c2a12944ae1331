import assert from 'node:assert/strict';
import { parse } from 'graphql';
import { assertClassified, doorSdl, privateFields } from '../../src/graphql/index.ts';
import { doors } from '../../src/kernel/principal.ts';

const sdl = (fields: string, type = 'Thing'): ReturnType<typeof parse> => parse(`type ${type} { ${fields} }`);
const faults = (document: ReturnType<typeof parse>): string => {
  try {
    assertClassified(document, 'test');
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('what fields are about', () => {
  it('P07 every field of every door is classified', () => {
    for (const door of doors) assert.equal(faults(parse(doorSdl(door))), '', door);
  });

  it('P07 a field that is not classified fails the build, and is named', () => {
    const forgotten = sdl('safe: Int @data(class: INTERNAL) forgotten: Int');
    assert.match(faults(forgotten), /Thing\.forgotten has no @data$/);
    for (const door of doors) {
      const document = parse(`${doorSdl(door)} extend type Query { forgotten: Int @auth(requires: PUBLIC) }`);
      assert.match(faults(document), /Query\.forgotten has no @data$/);
    }
  });

  it('P07 a name, an email, an IP address can never be public', () => {
    const named = ['email', 'contactEmail', 'ip', 'ipAddress', 'birthDate', 'phone', 'subjectId'];
    for (const name of named) {
      assert.match(faults(sdl(`${name}: String @data(class: PUBLIC)`)), /can never be PUBLIC$/, name);
    }
    assert.match(faults(sdl('reach: [EmailAddress!] @data(class: PUBLIC)')), /Thing\.reach can never be/);
    const person = 'name: String @data(class: PUBLIC) born: Int @data(class: PRIVATE, purposes: [BILLING])';
    assert.match(faults(sdl(person, 'Person')), /Person\.name can never be PUBLIC$/);
    assert.equal(faults(sdl('name: String @data(class: PUBLIC) size: Int @data(class: INTERNAL)')), '');
  });

  it('P07 what is private says what for, and is for nobody without a token', () => {
    assert.match(faults(sdl('a: Int @data(class: PRIVATE)')), /Thing\.a has purposes if it is PRIVATE/);
    assert.match(faults(sdl('a: Int @data(class: PUBLIC, purposes: [BILLING])')), /only then$/);
    const open = '@auth(requires: [PUBLIC]) @data(class: PRIVATE, purposes: [BILLING])';
    assert.match(faults(sdl(`a: Int ${open}`)), /is PRIVATE, and everybody may ask for it$/);
  });

  it('P23 what a person’s email may be looked at for is written beside it', () => {
    const purposes = (door: (typeof doors)[number], field: string): readonly string[] | undefined =>
      privateFields(parse(doorSdl(door))).get(field)?.purposes;
    assert.deepEqual(purposes('marketplace', 'Viewer.email'), ['SUBJECT_ACCESS']);
    assert.deepEqual(purposes('partner', 'Contact.email'), ['PARTNER_CONTACT']);
    assert.deepEqual(purposes('marketing', 'OfferExplanation.reasons'), ['TARGETING']);
    assert.deepEqual(purposes('privacy', 'Release.subjectId'), ['ACCOUNTABILITY']);
    assert.equal(purposes('marketplace', 'App.name'), undefined);
  });
});
