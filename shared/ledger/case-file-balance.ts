/** What the balance needs beside claims and payments: which entry money was laid on, and terms agreed for a claim. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { minorSchema } from '../money/money';

/** Fields of a customer account in the case file, spread into its schema. */
export const balanceFacts = {
  /**
   * Where a claim has several entries that ask money: on which of them a payment was laid. What is not named here is laid
   * in the order of the rules (`allocation_order`).
   */
  laidParts: z
    .array(z.object({ paymentId: idSchema('ledgerEntry'), entryId: idSchema('ledgerEntry'), amountMinor: minorSchema }))
    .default([]),
  /** Late interest that the contract of a claim names; claims that are not here bear the law's. */
  claimTerms: z
    .array(z.object({ claimId: idSchema('claim'), agreedRateBp: z.number().int().min(0).max(10_000) }))
    .default([]),
};
