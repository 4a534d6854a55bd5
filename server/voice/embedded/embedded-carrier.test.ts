import { describeCarrierContract } from '../testing/carrier-contract';
import { startInProcessMedia } from '../testing/in-process-media';
import { EmbeddedCarrier } from './embedded-carrier';

const BEAT_MS = 20;
const VOICE_HZ = 500;

describeCarrierContract('the embedded carrier with fake legs', async () => {
  const media = await startInProcessMedia();
  return {
    makeCarrier: () => new EmbeddedCarrier({ port: media.port, token: media.token }),
    async join(carrier, { callId, legId, agentId }) {
      const sdpOffer = `offer of ${legId}`;
      const joined =
        agentId === null
          ? await carrier.joinCustomer({ callId, legId, sdpOffer })
          : await carrier.joinAgent({ callId, legId, agentId, sdpOffer });
      if (joined.ok) media.legOf(sdpOffer).speak(VOICE_HZ);
      return joined;
    },
    pass: async (ms) => media.beat(ms / BEAT_MS),
    close: () => media.close(),
  };
});
