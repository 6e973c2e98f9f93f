/** Prepares a database: for `pushspec fleet`, and for deploy scripts. */
export { type GrantsOptions, grantsSql } from './grants.ts';
export { type Migrated, type MigrateOptions, migrate, tablesSql } from './migrate.ts';
