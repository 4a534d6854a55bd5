/** Reason and outcome of the call. */
export function WrapUpPanel() {
  return null;
}
