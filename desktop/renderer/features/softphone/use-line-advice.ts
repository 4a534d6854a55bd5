import { useAppSelector } from '../../app/hooks';
import { gradeQuality } from '../../softphone-media/quality';
import { useSteadily } from '../../ui/use-steadily';

/** The line is judged each second; advice that came and went with it would be read to nobody's use. */
export const BAD_AFTER_MS = 3_000;
export const GOOD_AFTER_MS = 10_000;

/** What helps against the bad audio of this call, once it has stayed bad; null while it is not. For a line that is connected. */
export function useLineAdvice(): 'adviceAgent' | 'adviceCustomer' | null {
  const media = useAppSelector((state) => state.media);
  const customer = useAppSelector((state) => state.workstation.qualityByLeg.customer);
  const own = gradeQuality(media);
  const theirs =
    customer === undefined ? null : gradeQuality({ lossShare: customer.lossBp / 10_000, jitterMs: customer.jitterMs });
  const isBad = useSteadily(own === 'bad' || theirs === 'bad', {
    onAfterMs: BAD_AFTER_MS,
    offAfterMs: GOOD_AFTER_MS,
  });
  if (!isBad) return null;
  return theirs === 'bad' && own !== 'bad' ? 'adviceCustomer' : 'adviceAgent';
}
