import { describe, expect, test } from 'vitest';
import { isSignedBy, makeWebhookSecret, signatureHeader, SIGNATURE_WINDOW_S } from './signature';

/** The worked example of the Standard Webhooks specification. */
const EXAMPLE = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

const nowS = Number(EXAMPLE.timestamp);

describe('a signature', () => {
  test('is what the specification says', () => {
    expect(signatureHeader([EXAMPLE.secret], EXAMPLE)).toBe(EXAMPLE.signature);
    expect(isSignedBy(EXAMPLE.secret, { ...EXAMPLE, nowS })).toBe(true);
  });

  test('does not hold for another body, id, stamp or secret', () => {
    const wrong = [
      { ...EXAMPLE, body: `${EXAMPLE.body} ` },
      { ...EXAMPLE, id: 'msg_other' },
      { ...EXAMPLE, timestamp: '1614265331' },
      { ...EXAMPLE, signature: 'v1,AAAA' },
      { ...EXAMPLE, signature: '' },
      { ...EXAMPLE, signature: EXAMPLE.signature.replace('v1', 'v2') },
    ];
    expect(wrong.map((parts) => isSignedBy(EXAMPLE.secret, { ...parts, nowS }))).toEqual(wrong.map(() => false));
    expect(isSignedBy(makeWebhookSecret(), { ...EXAMPLE, nowS })).toBe(false);
  });

  test('of an old message holds no longer, so that it cannot be played again', () => {
    expect(isSignedBy(EXAMPLE.secret, { ...EXAMPLE, nowS: nowS + SIGNATURE_WINDOW_S })).toBe(true);
    expect(isSignedBy(EXAMPLE.secret, { ...EXAMPLE, nowS: nowS + SIGNATURE_WINDOW_S + 1 })).toBe(false);
  });

  test('while a secret is changed, both sign and either is enough', () => {
    const [newer, older] = [makeWebhookSecret(), makeWebhookSecret()];
    const signature = signatureHeader([newer, older], EXAMPLE);
    for (const secret of [newer, older]) expect(isSignedBy(secret, { ...EXAMPLE, signature, nowS })).toBe(true);
  });
});
