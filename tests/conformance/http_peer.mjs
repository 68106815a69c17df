// What Node's HTTP parser (llhttp) reads in streams of bytes: each line of stdin is one, in base64; each line
// of stdout is JSON, {"requests": [[method, target, body in base64], ...], "error": null or llhttp's code}.
// It stops behind a request that ends its connection or changes the protocol.
import { createInterface } from "node:readline";
import process from "node:process";

const { HTTPParser, allMethods, methods } = process.binding("http_parser");
const names = allMethods ?? methods;

function read(bytes) {
    const requests = [];
    let open = null;
    let ended = false;
    let longUrl = "";
    const parser = new HTTPParser();
    parser.initialize(HTTPParser.REQUEST, {}, 1 << 20, 0);
    parser[HTTPParser.kOnMessageBegin] = () => {};
    parser[HTTPParser.kOnHeaders] = (headers, url) => {
        longUrl += url;
    };
    parser[HTTPParser.kOnHeadersComplete] = (major, minor, headers, method, url, status, message, upgrade, keepAlive) => {
        open = { method: names[method], url: longUrl + (url ?? ""), body: [], last: upgrade || !keepAlive };
        longUrl = "";
        return upgrade ? 2 : 0;
    };
    parser[HTTPParser.kOnBody] = (body) => {
        if (open && !ended) open.body.push(Buffer.from(body));
    };
    parser[HTTPParser.kOnMessageComplete] = () => {
        if (open && !ended) requests.push([open.method, open.url, Buffer.concat(open.body).toString("base64")]);
        ended = ended || open?.last === true;
        open = null;
    };
    const result = parser.execute(bytes);
    const error = result instanceof Error && !ended ? result.code : null;
    parser.close();
    return { requests, error };
}

for await (const line of createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(read(Buffer.from(line, "base64"))));
}
