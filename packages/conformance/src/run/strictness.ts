/** How closely responses are compared with the contract. */

/**
 * `exact`: as the reference server renders the contract, with its wording, the order of its members and what NOTES.md alone says.
 * `contract`: what the contract states. `relaxed`: the same without any message.
 */
export type Strictness = 'exact' | 'contract' | 'relaxed';
