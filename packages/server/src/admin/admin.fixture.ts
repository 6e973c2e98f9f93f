/** Calls the admin API the way a program does. */

export interface AdminResponse {
  status: number;
  // The OpenAPI document describes it, and the server validates each response against the document.
  body: ReturnType<typeof JSON.parse>;
}

/** Calls the admin API. Sends `body`, if given, as JSON. */
export async function admin(
  url: string,
  call: `${'GET' | 'POST' | 'PUT' | 'DELETE'} ${string}`,
  body?: object,
): Promise<AdminResponse> {
  const [method = '', path = ''] = call.split(' ');
  const response = await fetch(`${url}/__admin${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}
