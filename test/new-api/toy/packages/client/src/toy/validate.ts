/** Validates events and reports of the toy without a network. */
import { type ItemReasonCode, itemReasons } from '@pushspec/contract/toy/item-reasons';
import { item } from '@pushspec/contract/toy/item-validators';
import { createItemValidator } from '../validate/item-validator.ts';

const validateItem = createItemValidator<'pushToys' | 'reportToy', ItemReasonCode>({
  item,
  reasons: itemReasons,
});

export const validateEvent = (event: unknown) =>
  validateItem({ kind: 'pushToys', body: { events: [event] }, itemPointer: '/events/0', now: Date.now });

export const validateReport = (report: unknown) =>
  validateItem({ kind: 'reportToy', body: report, itemPointer: '', now: Date.now });
