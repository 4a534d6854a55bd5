/** Goal: the contract holds with real WebRTC and a real media process, not only with fake legs. */
import { describeCarrierContract } from '../testing/carrier-contract';
import { removeDataDir, startMedia } from '../testing/media-process';
import { WeriftPhone } from '../testing/werift-phone';
import { EmbeddedCarrier } from './embedded-carrier';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describeCarrierContract('the embedded carrier with its real process', async () => {
  const real = await startMedia();
  const joined: WeriftPhone[] = [];
  return {
    makeCarrier: () => new EmbeddedCarrier({ port: real.port, token: real.token }),
    async join(under, { callId, legId, agentId }) {
      const party = new WeriftPhone();
      joined.push(party);
      const sdpOffer = await party.offer();
      const result =
        agentId === null
          ? await under.joinCustomer({ callId, legId, sdpOffer })
          : await under.joinAgent({ callId, legId, agentId, sdpOffer });
      if (result.ok) await party.accept(result.value.sdpAnswer);
      return result;
    },
    pass: sleep,
    async close() {
      await Promise.all(joined.map((party) => party.close()));
      await real.stop();
      removeDataDir(real);
    },
  };
});
