import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asked, client, Problem } from "./client";

let server: Server;
let base: string;
let heard: { url: string | undefined; language: string | undefined };

beforeAll(async () => {
  server = createServer((request, response) => {
    heard = { url: request.url, language: request.headers["accept-language"] };
    const problem = request.url?.includes("absent") === true;
    response.writeHead(problem ? 404 : request.url?.includes("broken") === true ? 500 : 200, { "content-type": problem ? "application/problem+json" : "application/json" });
    response.end(problem ? JSON.stringify({ title: "Inconnu", detail: "Rien ne porte cet identifiant." }) : request.url?.includes("broken") === true ? "" : "{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

const card = (id: string) => asked(client("en", base).GET("/api/entities/{id}", { params: { path: { id } } }));

describe("the door to the server", () => {
  it("asks in the reader's language, ids safely written", async () => {
    await card("ns:a/b?c#d");
    expect(heard.language).toBe("en");
    expect(decodeURIComponent(heard.url ?? "")).toBe("/api/entities/ns:a/b?c#d");
    expect(heard.url).not.toContain("?");
  });

  it("gives the server's own words for a refusal", async () => {
    await expect(card("absent")).rejects.toMatchObject({ status: 404, message: "Rien ne porte cet identifiant.", offline: false });
    await expect(card("broken")).rejects.toMatchObject({ status: 500, message: "HTTP 500" });
  });

  it("knows a server that is away", async () => {
    const gone = asked(client("fr", "http://127.0.0.1:9").GET("/api/stats"));
    await expect(gone).rejects.toBeInstanceOf(Problem);
    await expect(gone).rejects.toMatchObject({ status: 0, offline: true });
  });
});
