// fastify.mjs PORT BODY.json: the object of the body as an answer, written as JSON for each request, as applications do.
import { readFileSync } from 'node:fs';
import fastify from 'fastify';

const [port, path] = process.argv.slice(2);
const answer = JSON.parse(readFileSync(path, 'utf8'));
const app = fastify();
app.get('/api/v1/malls/:mall/walk-in', async () => answer);
await app.listen({ host: '127.0.0.1', port: Number(port) });
