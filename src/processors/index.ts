export { processorExports } from './export-sections.ts';
export { processorsMigrations } from './migrations.ts';
export { createOptOutDesk, processorsOfPerson } from './opt-out.ts';
export type { PersonProcessor } from './opt-out.ts';
export { createProcessorDesk } from './processor-desk.ts';
export { deleteOptOuts, listProcessors, noticesOf, processorsById } from './store.ts';
export { Transfer, requireTransfer, sweepTransfers, transferRefusal } from './transfers.ts';
export type { TransferWish } from './transfers.ts';
export type { NewProcessor, Processor, ProcessorField, ProcessorNotice, TransferRefusal } from './types.ts';
