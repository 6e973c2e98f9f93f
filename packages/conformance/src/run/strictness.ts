/** How strictly responses are compared with the contract. */

/**
 * `exact`: as the reference server renders the contract, including wording, property order and rules from NOTES.md.
 * `contract`: what the contract states. `relaxed`: the same without messages.
 */
export type Strictness = 'exact' | 'contract' | 'relaxed';
