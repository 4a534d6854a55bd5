import { describe, expect, test } from 'vitest';
import { COUNTRIES, LANGUAGES } from '../lang/languages';
import { AUTHORITIES, findAuthority, referralValues } from './authorities';
import { REFERRAL_TOPICS } from './schema';

describe('who to refer to', () => {
  for (const country of COUNTRIES) {
    test.each(REFERRAL_TOPICS)(`${country} has exactly one answer for %s`, (topic) => {
      expect(AUTHORITIES.filter((row) => row.country === country && row.topic === topic)).toHaveLength(1);
      expect(Object.keys(referralValues(country, topic))).toEqual([
        'authority_name',
        'authority_contact',
        'authority_bring',
      ]);
    });
  }

  test('is said in whole sentences in every language, with a name that stands alone', () => {
    for (const { name, contact, bring } of AUTHORITIES) {
      for (const language of LANGUAGES) {
        expect(name[language]).not.toMatch(/\.$|^\s*$/);
        expect(contact[language]).toMatch(/^\S.*\.$/);
        expect(bring[language]).toMatch(/^\S.*\.$/);
      }
    }
  });

  test('is nobody while the country is not known', () => {
    expect(findAuthority(null, 'debt_advice')).toBeNull();
    expect(referralValues(null, 'debt_advice')).toEqual({});
  });
});
