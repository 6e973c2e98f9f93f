/** Reads the servers of a contract and inserts the defaults of their variables. */
import { type OpenApiDocument, serversOf as readServers } from '@pushspec/contract';

/** A server of a contract. */
export interface Server {
  /** Scheme, host and port. */
  url: string;
  /** The URL as the contract writes it, with the names of variables in braces. */
  template: string;
  region: string | undefined;
  description: string;
  /** Descriptions of the variables in the template, by name. */
  variables: Readonly<Record<string, string>>;
}

/** Returns all servers, in the order of the contract. */
export function serversOf(bundle: OpenApiDocument): Server[] {
  return readServers(bundle).map(({ url: template, region, description, variables }) => ({
    ...{ template, region, description },
    url: template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => variables[name]?.default ?? whole),
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, variable]) => [name, variable.description]),
    ),
  }));
}
