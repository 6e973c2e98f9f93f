import { openInspector } from '@pushspec/inspector';
import { createServer } from '@pushspec/server';

const inspector = openInspector();
await inspector.build(); // in a clone; the package has it built
const server = await createServer({ inspector });
const { url } = await server.listen({ port: 0 });
const page = await fetch(`${url}/inspector/`);
console.log(page.status, page.headers.get('content-type'));
await server.close();
